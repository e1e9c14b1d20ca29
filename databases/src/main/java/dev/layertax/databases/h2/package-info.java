/**
 * H2 with its MVStore engine, on every target through one file system hook over {@code
 * java.nio.file}, so that it runs on the simulated layer and only the storage differs.
 *
 * <p>Read {@link dev.layertax.databases.h2.H2Workloads} for what there is, {@link
 * dev.layertax.databases.h2.H2Transaction} for what is measured, {@link
 * dev.layertax.databases.h2.H2Database} for the settings and what a commit promises, then {@link
 * dev.layertax.databases.h2.StorageFilePath} for the hook, which opens, reads and writes files by
 * {@code FileChannel} as H2's own does.
 */
package dev.layertax.databases.h2;
