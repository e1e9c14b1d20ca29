/**
 * What the calls of a copy-on-write layer cost, one by one: the union layer beside a plain
 * directory, the kernel's overlayfs and fuse-overlayfs.
 *
 * <p>Read {@link dev.layertax.benchmarks.layer.CompareLayers}, which {@code scripts/compare-layers}
 * runs, then {@code LayerPlaces}, {@link dev.layertax.benchmarks.layer.LayerCalls} and {@link
 * dev.layertax.benchmarks.layer.ImageCalls}. None of them is a workload: they answer for the
 * simulation, not for a database.
 */
package dev.layertax.benchmarks.layer;
