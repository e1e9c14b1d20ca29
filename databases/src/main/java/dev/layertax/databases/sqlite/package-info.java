/**
 * SQLite, through the JDBC driver that brings its native library along.
 *
 * <p>Read {@link dev.layertax.databases.sqlite.SqliteWorkloads} for what there is, {@link
 * dev.layertax.databases.sqlite.SqliteTransaction} for what is measured, then {@link
 * dev.layertax.databases.sqlite.SqliteDatabase} for the settings and what a commit promises.
 *
 * <p>SQLite opens its files by the operating system, past Java, so the simulated layer cannot carry
 * it. The driver unpacks the native library into {@code java.io.tmpdir} when it is first used, 1
 * MB, before anything is measured; the harness gives each measured JVM such a directory of its own.
 */
package dev.layertax.databases.sqlite;
