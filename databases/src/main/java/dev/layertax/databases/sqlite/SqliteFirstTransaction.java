package dev.layertax.databases.sqlite;

import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.sql.Audit;
import dev.layertax.databases.sql.Bank;
import dev.layertax.databases.sql.Ledger;
import dev.layertax.databases.sql.Shipped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What does the first transaction on an SQLite database cost that ships in the image?
 *
 * <p>One operation opens a database of 100,000 accounts that was not touched before, and commits
 * TPC-B's transaction as {@link SqliteTransaction} does. A copy-on-write layer copies the whole
 * file up when it is opened, and so would it for a program that only reads, as SQLite opens for
 * writing. Each operation has a database of its own; those of the warm-up are small.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *     org.openjdk.jmh.Main SqliteFirstTransaction -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = Shipped.WARMUP)
@Measurement(iterations = Shipped.FIRST)
public class SqliteFirstTransaction {
  private static final String SUFFIX = ".db";
  private static final long SEED = 60;

  @Param({"DELETE", "WAL"})
  public String journal;

  /** One that a transaction was made on. */
  private record Used(Path file, Ledger ledger) {}

  private final List<Used> used = new ArrayList<>();
  private int warmups;
  private int measured;
  private Used current;
  private Connection connection;
  private Bank bank;

  @Setup(Level.Iteration)
  public void chooseDatabase(StorageState storage, IterationParams iteration) throws IOException {
    boolean warmup = iteration.getType() == IterationType.WARMUP;
    int number = warmup ? warmups++ : measured++;
    String file = Shipped.first(SqliteWorkloads.firstsName(journal), warmup, number, SUFFIX);
    Path path = storage.require(SqliteWorkloads.firsts(journal), file);
    current = new Used(path, new Ledger(Shipped.accounts(warmup), SEED + used.size()));
    used.add(current);
    storage.startTiming();
  }

  @Benchmark
  public long openAndCommit() throws SQLException {
    connection = SqliteDatabase.open(current.file(), journal);
    bank = new Bank(connection, current.ledger());
    return bank.transact();
  }

  @TearDown(Level.Iteration)
  public void closeDatabase(StorageState storage) throws IOException, SQLException {
    storage.stopTiming();
    bank.close();
    connection.close();
  }

  @TearDown(Level.Trial)
  public void verify(StorageState storage) throws SQLException {
    String last = "";
    for (Used one : used) {
      try (Connection again = SqliteDatabase.open(one.file(), journal)) {
        String checked = SqliteDatabase.integrityCheck(again);
        last = Audit.of(again, one.ledger()) + ", " + checked;
      }
    }
    storage.verified(used.size() + " databases, the last with " + last);
  }
}
