/**
 * The simulated copy-on-write union layer: a file system provider over real directories, with
 * overlayfs's semantics.
 *
 * <p>Read {@link dev.layertax.benchmarks.unionfs.UnionFileSystem} for the design, then {@code
 * Lookup}, {@code CopyUp}, {@code Open} with {@code UnionFileChannel}, and {@code Rename}.
 */
package dev.layertax.benchmarks.unionfs;
