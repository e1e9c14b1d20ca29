package dev.layertax.databases.rocksdb;

import dev.layertax.databases.records.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A RocksDB database with RocksDB's own settings, but for compression, which is off: values cannot
 * be compressed.
 *
 * <p>Its native code is unpacked into {@code java.io.tmpdir}, which Layertax puts where {@code
 * clean} finds it.
 */
final class Store implements AutoCloseable {
  static final int VALUE_BYTES = 1 << 10;

  /** Values are slices of it, with record and version in front. */
  private static final byte[] BYTES = bytes();

  private final Options options;
  private final RocksDB database;

  private Store(Options options, RocksDB database) {
    this.options = options;
    this.database = database;
  }

  /**
   * Opens the database, or makes it.
   *
   * @param directory one that the operating system knows
   */
  static Store open(Path directory, boolean compactsByItself) throws IOException {
    if (directory.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          directory + ": RocksDB writes only to files that the operating system knows");
    }
    RocksDB.loadLibrary();
    Options options =
        new Options()
            .setCreateIfMissing(true)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setDisableAutoCompactions(!compactsByItself);
    try {
      return new Store(options, RocksDB.open(options, directory.toString()));
    } catch (RocksDBException e) {
      options.close();
      throw new IOException("RocksDB could not open " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Makes a database of all records in their first version, in tables of one level. */
  static void fill(Path directory, int records) throws IOException {
    try (Store store = open(directory, false);
        WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
      for (int record = 0; record < records; record++) {
        Records.Version version = Records.first(record);
        store.database.put(unlogged, key(version), value(version));
      }
      store.flush();
      store.compact();
    } catch (RocksDBException e) {
      throw new IOException("RocksDB could not fill " + directory + ": " + e.getMessage(), e);
    }
  }

  /** The value of a record in a version. */
  static byte[] value(Records.Version version) {
    byte[] value = new byte[VALUE_BYTES];
    int from =
        Math.floorMod(version.record() * 31 + version.number() * 7, BYTES.length - VALUE_BYTES);
    System.arraycopy(BYTES, from, value, 0, VALUE_BYTES);
    ByteBuffer.wrap(value).putInt(version.record()).putInt(version.number());
    return value;
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[64 << 10];
    new SplittableRandom(31).nextBytes(bytes);
    return bytes;
  }

  private static byte[] key(Records.Version version) {
    return version.key().getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes the next versions of some records in one batch. */
  void put(Records records, int count, WriteOptions how) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (int i = 0; i < count; i++) {
        Records.Version version = records.next();
        batch.put(key(version), value(version));
      }
      database.write(how, batch);
    }
  }

  /** Writes what is in memory to a table of level 0. */
  void flush() throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
      database.flush(wait);
    }
  }

  /** Merges all tables. */
  void compact() throws RocksDBException {
    database.compactRange();
  }

  /**
   * Opens the database anew and holds all it has against the model: every block of every table by
   * RocksDB's own checksums, then the records.
   *
   * @return what was found, in words
   * @throws IllegalStateException when it is not what was written
   */
  static String verified(Path directory, Records records) throws IOException {
    try (Store store = open(directory, false);
        ReadOptions read = new ReadOptions().setVerifyChecksums(true).setFillCache(false)) {
      store.database.verifyChecksum();
      Records.Sum sum = new Records.Sum();
      try (RocksIterator all = store.database.newIterator(read)) {
        for (all.seekToFirst(); all.isValid(); all.next()) {
          sum.add(all.key(), all.value());
        }
        all.status();
      }
      return records.check(sum) + ", verifyChecksum ok";
    } catch (RocksDBException e) {
      throw new IllegalStateException("the database is damaged: " + e.getMessage(), e);
    }
  }

  /** Waits for what is under way; dead tables are deleted when it returns. */
  @Override
  public void close() throws RocksDBException {
    try {
      database.closeE();
    } finally {
      options.close();
    }
  }
}
