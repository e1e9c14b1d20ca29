/**
 * Seeded files that an image ships, payloads, access patterns and digests.
 *
 * <p>Read {@link dev.layertax.benchmarks.dataset.Dataset} first, then {@link
 * dev.layertax.benchmarks.dataset.DatasetFile}, {@link dev.layertax.benchmarks.dataset.Content} for
 * the bytes, {@link dev.layertax.benchmarks.dataset.Payload} and {@link
 * dev.layertax.benchmarks.dataset.RandomPages} for what a workload writes, and where.
 */
package dev.layertax.benchmarks.dataset;
