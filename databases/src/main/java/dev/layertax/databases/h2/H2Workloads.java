package dev.layertax.databases.h2;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.databases.sql.Shipped;
import java.util.List;
import java.util.Map;

/** What is measured with H2. */
public final class H2Workloads {
  static final String FIRSTS = "h2-banks";

  /** What the workload is, in a paragraph. */
  private static final String EXPLANATION =
      "A real H2 with its MVStore engine runs the small banking transaction of TPC-B on a"
          + " database of 16 MiB, through a file system hook that is the same in every"
          + " place, the simulated layer included. H2's COMMIT alone promises less than"
          + " other databases': by default it is written half a second later, with"
          + " WRITE_DELAY=0 at once, but it is never flushed, so a power loss may take it;"
          + " only CHECKPOINT SYNC flushes, and each operation here has one. MVStore"
          + " changes nothing in place: it appends the changed pages of all tables, some"
          + " 20 KiB, to its one file and flushes it, as wal-append does by hand. The file"
          + " was copied up before, so no place should differ from another but tmpfs.";

  /** What the workload is, in a paragraph. */
  private static final String FIRST_EXPLANATION =
      "What a container pays once for each H2 database that its image ships: the program"
          + " opens the database, 16 MiB, and commits one transaction of TPC-B that"
          + " CHECKPOINT SYNC makes durable. On a copy-on-write layer opening it copies"
          + " the whole file up, however little is written, and even if nothing is; so the"
          + " first commit costs as much as first-write of that size and a commit"
          + " together. On a volume the copy was paid when the container was made.";

  private H2Workloads() {}

  /** In the order of the reports. */
  public static List<Workload> all() {
    return List.of(
        Workload.named("h2-transaction")
            .benchmark(H2Transaction.class)
            .question("What does a durable transaction of H2 cost?")
            .explanation(EXPLANATION)
            .operation(
                "Commit TPC-B's transaction on 100,000 accounts and flush it by CHECKPOINT SYNC.")
            .parameter(
                "start",
                "whether the image ships the database or it is made in the place",
                H2Transaction.SHIPPED,
                H2Transaction.EMPTY)
            .dataset(H2Workloads::transactions)
            .patterns(params -> List.of("wal-append"))
            .build(),
        Workload.named("h2-first-transaction")
            .benchmark(H2FirstTransaction.class)
            .question(
                "What does the first transaction on an H2 database cost that ships in the image?")
            .explanation(FIRST_EXPLANATION)
            .operation(
                "Open a database of 100,000 accounts not touched before and commit TPC-B's"
                    + " transaction durably.")
            .dataset(params -> firsts())
            .singleShot(params -> Shipped.WARMUP, params -> Shipped.FIRST)
            .patterns(params -> List.of("first-write size=16MiB", "wal-append"))
            .build());
  }

  private static DatasetSource transactions(Map<String, String> params) {
    return params.get("start").equals(H2Transaction.SHIPPED)
        ? bank()
        : new Dataset("nothing", List.of());
  }

  static MadeDataset bank() {
    return Shipped.one("h2-bank", H2Transaction.FILE, H2Database::make);
  }

  static MadeDataset firsts() {
    return Shipped.firsts(FIRSTS, H2Database.SUFFIX, H2Database::make);
  }
}
