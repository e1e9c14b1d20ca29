package dev.layertax.databases.h2;

import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.sql.Audit;
import dev.layertax.databases.sql.BankTables;
import dev.layertax.databases.sql.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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

/**
 * What does a durable transaction of H2 cost?
 *
 * <p>One operation is TPC-B's transaction on a bank of 100,000 accounts, committed, and flushed by
 * {@code CHECKPOINT SYNC}, without which H2 promises less than other databases (see {@link
 * H2Database}). The database is open from the start; the copy-up of a shipped one, which opening it
 * causes, comes before what is measured: {@link H2FirstTransaction} measures that.
 *
 * <p>MVStore writes nothing in place: a transaction appends a chunk with the changed pages of all
 * tables to the file, and flushes it, so it is as {@code wal-append}.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *     org.openjdk.jmh.Main H2Transaction -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class H2Transaction {
  static final String FILE = "h2/bank" + H2Database.SUFFIX;
  static final String SHIPPED = "shipped";
  static final String EMPTY = "empty";
  private static final long SEED = 70;

  @Param({SHIPPED, EMPTY})
  public String start;

  private final Ledger ledger = new Ledger(BankTables.ACCOUNTS, SEED);
  private Path file;
  private H2Database database;

  @Setup(Level.Trial)
  public void openDatabase(StorageState storage) throws SQLException, IOException {
    if (start.equals(SHIPPED)) {
      file = storage.require(H2Workloads.bank(), FILE);
    } else {
      file = storage.directory().resolve("bank-made-here" + H2Database.SUFFIX);
      H2Database.make(file, BankTables.ACCOUNTS);
    }
    database = H2Database.open(file);
    database.keeps(ledger);
  }

  @Setup(Level.Iteration)
  public void startTiming(StorageState storage) throws IOException {
    storage.startTiming();
  }

  @Benchmark
  public long commit() throws SQLException {
    return database.transact();
  }

  @TearDown(Level.Iteration)
  public void stopTiming(StorageState storage) throws IOException {
    storage.stopTiming();
  }

  /** After an end as by a kill, opened again: what was committed must be there. */
  @TearDown(Level.Trial)
  public void verify(StorageState storage) throws SQLException {
    database.close();
    try (H2Database again = H2Database.open(file)) {
      storage.verified(
          Audit.of(again.connection(), ledger) + ", opened again after an end without closing");
    }
  }
}
