/**
 * What the calls of a copy-on-write layer cost, one by one: the union layer beside a plain
 * directory, the kernel's overlayfs and fuse-overlayfs.
 *
 * <p>Read {@link dev.layertax.benchmarks.layer.CompareLayers}, which {@code scripts/compare-layers}
 * runs, then {@code LayerPlaces}; the calls are in {@link
 * dev.layertax.benchmarks.layer.LayerCalls}, {@link dev.layertax.benchmarks.layer.ImageCalls} and
 * {@link dev.layertax.benchmarks.layer.MissingNames}. None of them is a workload: they answer for
 * the simulation, not for a database.
 */
package dev.layertax.benchmarks.layer;
