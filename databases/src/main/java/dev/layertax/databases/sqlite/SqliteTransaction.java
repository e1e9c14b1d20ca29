package dev.layertax.databases.sqlite;

import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.sql.Audit;
import dev.layertax.databases.sql.Bank;
import dev.layertax.databases.sql.BankTables;
import dev.layertax.databases.sql.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
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
 * What does a durable transaction of SQLite cost?
 *
 * <p>One operation is TPC-B's transaction on a bank of 100,000 accounts, committed with {@code
 * PRAGMA synchronous=EXTRA}. The connection is open from the start; the copy-up of a shipped
 * database, which opening it causes, comes before what is measured: {@link SqliteFirstTransaction}
 * measures that.
 *
 * <p>With journal DELETE a transaction changes 5 pages, as {@code rollback-journal} does; with WAL
 * it appends 4 pages to the log.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *     org.openjdk.jmh.Main SqliteTransaction -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SqliteTransaction {
  static final String FILE = "sqlite/bank.db";
  static final String SHIPPED = "shipped";
  static final String EMPTY = "empty";
  private static final long SEED = 50;

  @Param({"DELETE", "WAL"})
  public String journal;

  @Param({SHIPPED, EMPTY})
  public String start;

  private final Ledger ledger = new Ledger(BankTables.ACCOUNTS, SEED);
  private Path file;
  private Connection connection;
  private Bank bank;

  @Setup(Level.Trial)
  public void openDatabase(StorageState storage) throws SQLException, IOException {
    if (start.equals(SHIPPED)) {
      file = storage.require(SqliteWorkloads.bank(journal), FILE);
    } else {
      file = storage.directory().resolve("bank-made-here.db");
      SqliteDatabase.make(file, BankTables.ACCOUNTS, journal);
    }
    connection = SqliteDatabase.open(file, journal);
    bank = new Bank(connection, ledger);
  }

  @Setup(Level.Iteration)
  public void startTiming(StorageState storage) throws IOException {
    storage.startTiming();
  }

  @Benchmark
  public long commit() throws SQLException {
    return bank.transact();
  }

  @TearDown(Level.Iteration)
  public void stopTiming(StorageState storage) throws IOException {
    storage.stopTiming();
  }

  /** On a connection of its own: what is there, not what this one remembers. */
  @TearDown(Level.Trial)
  public void verify(StorageState storage) throws SQLException {
    bank.close();
    connection.close();
    try (Connection again = SqliteDatabase.open(file, journal)) {
      String checked = SqliteDatabase.integrityCheck(again);
      storage.verified(Audit.of(again, ledger) + ", " + checked);
    }
  }
}
