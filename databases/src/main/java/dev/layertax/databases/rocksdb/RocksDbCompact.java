package dev.layertax.databases.rocksdb;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * What does it cost to flush RocksDB's memory and to compact a database that the image ships?
 *
 * <p>A compaction reads tables and writes others; it never changes one. So the tables of the image
 * are read where they lie, and their deletion leaves whiteouts: the layer grows by what was
 * rewritten, and the image's tables keep their room.
 *
 * <p>One operation overwrites 256 of 4,096 records of 1 KiB and flushes them to a table, four
 * times, which is when RocksDB compacts by itself ({@code level0_file_num_compaction_trigger});
 * merges the five tables, and closes the database, which waits until the dead ones are deleted.
 * Each has a database of 4 MiB of its own, not touched before but by the opening.
 *
 * <p>Note: RocksDB's own compactions are off, and one is asked for, so that it does not begin
 * before the fourth flush is done, or after the operation.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *   org.openjdk.jmh.Main RocksDbCompact -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = RocksDbCompact.WARMUPS)
@Measurement(iterations = RocksDbCompact.MEASURED)
public class RocksDbCompact {
  static final int WARMUPS = 2;
  static final int MEASURED = 6;
  static final int RECORDS = 4 << 10;
  static final MadeDataset DATASET = new MadeDataset("rocksdb-8x4MiB", RocksDbCompact::make);

  private static final int TABLES = 4;
  private static final int RECORDS_OF_TABLE = 256;

  private int next;
  private Path directory;
  private Records records;
  private Store store;
  private WriteOptions unlogged;
  private String verified;

  private static void make(Path place) throws IOException {
    for (int i = 0; i < WARMUPS + MEASURED; i++) {
      Store.fill(place.resolve(name(i)), RECORDS);
    }
  }

  private static String name(int number) {
    return "rocksdb-" + number;
  }

  @Setup(Level.Iteration)
  public void open(StorageState storage) throws IOException {
    directory = storage.require(DATASET, name(next++));
    records = Records.all(RECORDS, Store::value, next);
    store = Store.open(directory, false);
    unlogged = new WriteOptions().setDisableWAL(true);
    storage.startTiming();
  }

  @Benchmark
  public void flushAndCompact() throws RocksDBException {
    for (int i = 0; i < TABLES; i++) {
      store.put(records, RECORDS_OF_TABLE, unlogged);
      store.flush();
    }
    store.compact();
    store.close();
  }

  @TearDown(Level.Iteration)
  public void verify(StorageState storage) throws IOException {
    storage.stopTiming();
    unlogged.close();
    verified = Store.verified(directory, records);
  }

  @TearDown(Level.Trial)
  public void report(StorageState storage) {
    storage.verified(next + " databases, each " + verified);
  }
}
