/**
 * RocksDB, an LSM tree in native code: what its log and its compaction cost where.
 *
 * <p>Read {@link dev.layertax.databases.rocksdb.RocksDbPut}, then {@link
 * dev.layertax.databases.rocksdb.RocksDbCompact}; {@code Store} is the database of both, and {@link
 * dev.layertax.databases.rocksdb.RocksDbWorkloads} describes them.
 */
package dev.layertax.databases.rocksdb;
