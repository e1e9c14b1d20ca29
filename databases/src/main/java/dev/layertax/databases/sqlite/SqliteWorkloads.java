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

  /** What the workload is, in a paragraph. */
  private static final String EXPLANATION =
      "A real SQLite, by its JDBC driver, runs the small banking transaction of TPC-B on"
          + " a database of 16 MiB: three balances change and a line of history is added."
          + " synchronous=EXTRA, for then a commit outlives a power loss with either"
          + " journal. With DELETE a commit creates, flushes and deletes a journal and"
          + " writes five pages in place, as rollback-journal does by hand; with WAL it"
          + " appends four pages to a log and flushes once, as wal-append does, and"
          + " after 1,000 pages copies them into the database. The file was copied up"
          + " before, so a layer costs no more than create, delete and lookup do; where"
          + " the flush is dear, no place differs.";

  /** What the workload is, in a paragraph. */
  private static final String FIRST_EXPLANATION =
      "What a container pays once for each SQLite database that its image ships: the"
          + " program opens the database, 16 MiB, and commits one transaction of TPC-B."
          + " On a copy-on-write layer opening it copies the whole file up, however little"
          + " is written, and even if nothing is; so the first commit costs as much as"
          + " first-write of that size and a commit together. On a volume the copy was"
          + " paid when the container was made. A bigger database costs more in"
          + " proportion.";

  private SqliteWorkloads() {}

  /** In the order of the reports. */
  public static List<Workload> all() {
    return List.of(
        Workload.named("sqlite-transaction")
            .benchmark(SqliteTransaction.class)
            .question("What does a durable transaction of SQLite cost?")
            .explanation(EXPLANATION)
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
            .explanation(FIRST_EXPLANATION)
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
