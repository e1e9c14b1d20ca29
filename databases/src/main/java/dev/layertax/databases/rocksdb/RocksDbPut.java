package dev.layertax.databases.rocksdb;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
import dev.layertax.databases.records.Shipped;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * What does a write batch of RocksDB cost?
 *
 * <p>RocksDB appends a batch to its log, calls fdatasync if it is told to, and keeps the records in
 * memory until a table's worth has come together. It never writes to a file of an earlier start:
 * each opening begins a new log and a new manifest. So a copy-on-write layer has nothing to copy,
 * however big the database that the image ships.
 *
 * <p>One operation writes a batch of 8 records of 1 KiB under random keys, as many bytes as {@code
 * wal-append} writes. {@code shipped} is a database of 32 MiB whose records are overwritten.
 *
 * <p>Note: without sync an operation is mostly RocksDB's own work, and a thorough run's iterations
 * have flushes and compactions in them, which write in the background.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *   org.openjdk.jmh.Main RocksDbPut -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RocksDbPut {
  static final int RECORDS = 32 << 10;
  static final MadeDataset DATASET =
      new MadeDataset("rocksdb-32MiB", place -> Store.fill(place.resolve("rocksdb"), RECORDS));

  private static final int BATCH_RECORDS = 8;

  /** Whether the image ships the database. */
  @Param({Shipped.SHIPPED, Shipped.EMPTY})
  public String start;

  /** What follows each write to the log. */
  @Param({"none", "fdatasync"})
  public String sync;

  private Path directory;
  private Records records;
  private Store store;
  private WriteOptions how;

  @Setup(Level.Trial)
  public void open(StorageState storage) throws IOException {
    if (start.equals(Shipped.SHIPPED)) {
      directory = storage.require(DATASET, "rocksdb");
      records = Records.all(RECORDS, Store::value, 32);
    } else {
      directory = storage.directory().resolve("rocksdb-empty");
      records = Records.none(RECORDS, Store::value, 32);
    }
    store = Store.open(directory, true);
    how = new WriteOptions().setSync(sync.equals("fdatasync"));
  }

  @Setup(Level.Iteration)
  public void startTiming(StorageState storage) throws IOException {
    storage.startTiming();
  }

  @Benchmark
  public void put() throws RocksDBException {
    store.put(records, BATCH_RECORDS, how);
  }

  @TearDown(Level.Iteration)
  public void stopTiming(StorageState storage) throws IOException {
    storage.stopTiming();
  }

  @TearDown(Level.Trial)
  public void verify(StorageState storage) throws IOException, RocksDBException {
    how.close();
    store.close();
    storage.verified(Store.verified(directory, records));
  }
}
