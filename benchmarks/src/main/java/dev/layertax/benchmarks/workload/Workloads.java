package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Optional;

/** The workloads there are. */
public final class Workloads {
  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private static final List<Workload> ALL =
      List.of(
          Workload.steady(
              "wal-append",
              WalAppend.class,
              "What does a commit cost that appends to a log?",
              "Append one 8 KiB record to a growing log file, and fdatasync it.",
              List.of(),
              NOTHING),
          Workload.steady(
              "page-update",
              PageUpdate.class,
              "What does it cost to overwrite a page of a table that the image ships?",
              "Overwrite one random 8 KiB page of a 64 MiB file that is open already.",
              List.of(
                  new Parameter("sync", "what follows each write", List.of("none", "fdatasync"))),
              PageUpdate.DATASET),
          new Workload(
              "first-write",
              FirstWrite.class,
              "What does the first write to a file of the image cost?",
              "Open a file not touched before for writing, write 4 KiB, fdatasync and close it.",
              List.of(
                  new Parameter(
                      "size",
                      "size of the image's file",
                      List.of("4KiB", "1MiB", "16MiB", "64MiB"))),
              true,
              FirstWrite::dataset,
              params -> FirstWrite.WARMUP_FILES,
              FirstWrite::files),
          Workload.steady(
              "rollback-journal",
              RollbackJournal.class,
              "What does a transaction of a database with a rollback journal cost?",
              "Commit 5 changed pages of 4 KiB as SQLite does: write, flush and delete a journal.",
              List.of(),
              RollbackJournal.DATASET),
          Workload.steady(
              "small-files",
              SmallFiles.class,
              "What does it cost to create, rename and delete small files in a mail spool?",
              "Create a 4 KiB message, fsync it, rename it into the mailbox and delete an old one.",
              List.of(),
              SmallFiles.DATASET));

  private static final List<Workload> SENTINELS =
      List.of(
          Workload.steady(
              "cpu-sentinel",
              CpuSentinel.class,
              "Does the machine compute as fast as before?",
              "Compute the CRC-32C of 256 KiB in memory.",
              List.of(),
              NOTHING),
          Workload.steady(
              "storage-anchor",
              StorageAnchor.class,
              "Does the disk flush as fast as before?",
              "Append one 8 KiB record to a file of a plain directory, and fdatasync it.",
              List.of(),
              NOTHING));

  private Workloads() {}

  /** Those that ask a question, in the order of the reports. */
  public static List<Workload> all() {
    return ALL;
  }

  /** Those that watch the machine, apart from the others: they are visited once in every block. */
  public static List<Workload> sentinels() {
    return SENTINELS;
  }

  /** The workload or sentinel of a name. */
  public static Optional<Workload> find(String name) {
    for (List<Workload> workloads : List.of(ALL, SENTINELS)) {
      for (Workload workload : workloads) {
        if (workload.name().equals(name)) {
          return Optional.of(workload);
        }
      }
    }
    return Optional.empty();
  }
}
