package dev.layertax.databases.sqlite;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.databases.sql.Shipped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is measured with SQLite. */
public final class SqliteWorkloads {
  private static final String REAL_FILES =
      "SQLite opens its files by the operating system, which does not know the simulated layer";

  private SqliteWorkloads() {}

  /** In the order of the reports. */
  public static List<Workload> all() {
    return List.of(
        Workload.named("sqlite-transaction")
            .benchmark(SqliteTransaction.class)
            .question("What does a durable transaction of SQLite cost?")
            .operation(
                "Commit TPC-B's transaction on 100,000 accounts, with PRAGMA synchronous=EXTRA.")
            .parameter("journal", "PRAGMA journal_mode", "DELETE", "WAL")
            .parameter(
                "start",
                "whether the image ships the database or it is made in the place",
                SqliteTransaction.SHIPPED,
                SqliteTransaction.EMPTY)
            .dataset(SqliteWorkloads::transactions)
            .realFilesOnly(REAL_FILES)
            .patterns(params -> List.of(pattern(params)))
            .build(),
        Workload.named("sqlite-first-transaction")
            .benchmark(SqliteFirstTransaction.class)
            .question(
                "What does the first transaction on an SQLite database cost that ships in the"
                    + " image?")
            .operation(
                "Open a database of 100,000 accounts not touched before and commit TPC-B's"
                    + " transaction.")
            .parameter("journal", "PRAGMA journal_mode", "DELETE", "WAL")
            .dataset(params -> firsts(params.get("journal")))
            .singleShot(params -> Shipped.WARMUP, params -> Shipped.FIRST)
            .realFilesOnly(REAL_FILES)
            .patterns(params -> List.of("first-write size=16MiB", pattern(params)))
            .build());
  }

  private static String pattern(Map<String, String> params) {
    return params.get("journal").equals("DELETE") ? "rollback-journal" : "wal-append";
  }

  private static DatasetSource transactions(Map<String, String> params) {
    return params.get("start").equals(SqliteTransaction.SHIPPED)
        ? bank(params.get("journal"))
        : new Dataset("nothing", List.of());
  }

  static MadeDataset bank(String journal) {
    return Shipped.one(
        "sqlite-bank-" + lower(journal),
        SqliteTransaction.FILE,
        (file, accounts) -> SqliteDatabase.make(file, accounts, journal));
  }

  static String firstsName(String journal) {
    return "sqlite-banks-" + lower(journal);
  }

  static MadeDataset firsts(String journal) {
    return Shipped.firsts(
        firstsName(journal),
        ".db",
        (file, accounts) -> SqliteDatabase.make(file, accounts, journal));
  }

  private static String lower(String journal) {
    return journal.toLowerCase(Locale.ROOT);
  }
}
