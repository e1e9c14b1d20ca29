/** The simulated copy-on-write union layer: a file system provider over real directories. */
package dev.layertax.benchmarks.unionfs;
