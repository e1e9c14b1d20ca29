package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The workloads there are. */
public final class Workloads {
  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private static final List<Workload> DATABASES =
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
                      new Parameter(
                          "sync", "what follows each write", List.of("none", "fdatasync"))),
                  PageUpdate.DATASET)
              .boundByProcessor(),
          untouchedFiles(
              "first-write",
              FirstWrite.class,
              "What does the first write to a file of the image cost?",
              "Open a file not touched before for writing, write 4 KiB, fdatasync and close it.",
              List.of("4KiB", "1MiB", "16MiB", "64MiB")),
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

  private static final List<Workload> LAYER =
      List.of(
          untouchedFiles(
              "metadata-change",
              MetadataChange.class,
              "What does it cost to change the mode of a file of the image?",
              "Change the mode of a file not touched before.",
              List.of("4KiB", "1MiB", "64MiB")),
          new Workload(
              "missing-lookup",
              MissingLookup.class,
              "What does it cost to look for a name that is not there, in a directory that many"
                  + " layers have?",
              "Ask whether a file exists, under a name that was never asked for before.",
              List.of(
                  new Parameter(
                      "layers",
                      "layers of the image that have the directory",
                      List.of("1", "20", "100"))),
              false,
              true,
              MissingLookup::dataset,
              params -> Integer.MAX_VALUE,
              params -> Integer.MAX_VALUE),
          Workload.steady(
                  "directory-scan",
                  DirectoryScan.class,
                  "What does it cost to list a big directory that several layers of the image share?",
                  "Read all names of a directory of 5,000 files that lie in 4 layers.",
                  List.of(),
                  DirectoryScan.DATASET)
              .boundByProcessor(),
          new Workload(
              "directory-rename",
              DirectoryRename.class,
              "What does it cost to rename a directory of the image?",
              "Rename a directory of 8 files of 4 KiB; where that is refused, copy and delete it.",
              List.of(),
              true,
              false,
              params -> DirectoryRename.DATASET,
              params -> DirectoryRename.WARMUP_DIRECTORIES,
              params -> DirectoryRename.DIRECTORIES),
          untouchedFiles(
              "delete-image-files",
              DeleteImageFiles.class,
              "What does it cost to delete a file of the image?",
              "Delete a file not touched before.",
              List.of("4KiB", "64MiB")),
          Workload.steady(
              "atomic-replace",
              AtomicReplace.class,
              "What does it cost to replace a small file so that a crash leaves the old or the new?",
              "Create a 4 KiB file, fsync it, rename it over the image's, fsync the directory.",
              List.of(),
              AtomicReplace.DATASET),
          Workload.steady(
                  "shared-file-direct",
                  SharedFileDirect.class,
                  "What does a write cost when many threads write to one file, past the page cache?",
                  "Overwrite a random 4 KiB page of a 64 MiB file with O_DIRECT, 8 threads at once.",
                  List.of(),
                  PageUpdate.DATASET)
              .boundByProcessor());

  private static final List<Workload> SENTINELS =
      List.of(
          Workload.steady(
                  "cpu-sentinel",
                  CpuSentinel.class,
                  "Does the machine compute as fast as before?",
                  "Compute the CRC-32C of 256 KiB in memory.",
                  List.of(),
                  NOTHING)
              .boundByProcessor(),
          Workload.steady(
              "storage-anchor",
              StorageAnchor.class,
              "Does the disk flush as fast as before?",
              "Append one 8 KiB record to a file of a plain directory, and fdatasync it.",
              List.of(),
              NOTHING));

  private static final List<Workload> ALL =
      Stream.concat(DATABASES.stream(), LAYER.stream()).toList();

  private Workloads() {}

  private static Workload untouchedFiles(
      String name, Class<?> benchmark, String question, String operation, List<String> sizes) {
    return new Workload(
        name,
        benchmark,
        question,
        operation,
        List.of(new Parameter("size", "size of the image's file", sizes)),
        true,
        false,
        UntouchedFiles::dataset,
        params -> UntouchedFiles.WARMUP_FILES,
        UntouchedFiles::files);
  }

  /** Those that ask a question, in the order of the reports: databases' first. */
  public static List<Workload> all() {
    return ALL;
  }

  /** The write patterns of databases; the others ask what a copy-on-write layer changes. */
  public static List<Workload> databases() {
    return DATABASES;
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
