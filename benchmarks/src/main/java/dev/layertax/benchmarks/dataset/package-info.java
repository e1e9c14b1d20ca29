/** Seeded files that an image ships, payloads, access patterns and digests. */
package dev.layertax.benchmarks.dataset;
