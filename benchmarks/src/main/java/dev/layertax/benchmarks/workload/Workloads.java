package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The workloads there are: Layertax's own, and those that further jars bring. */
public final class Workloads {
  private static final List<Workload> DATABASES =
      List.of(
          Workload.named("wal-append")
              .benchmark(WalAppend.class)
              .question("What does a commit cost that appends to a log?")
              .operation("Append one 8 KiB record to a growing log file, and fdatasync it.")
              .build(),
          Workload.named("page-update")
              .benchmark(PageUpdate.class)
              .question("What does it cost to overwrite a page of a table that the image ships?")
              .operation("Overwrite one random 8 KiB page of a 64 MiB file that is open already.")
              .parameter("sync", "what follows each write", "none", "fdatasync")
              .dataset(PageUpdate.DATASET)
              .boundByProcessor()
              .build(),
          untouchedFiles("first-write", "4KiB", "1MiB", "16MiB", "64MiB")
              .benchmark(FirstWrite.class)
              .question("What does the first write to a file of the image cost?")
              .operation(
                  "Open a file not touched before for writing, write 4 KiB, fdatasync and close it.")
              .build(),
          Workload.named("rollback-journal")
              .benchmark(RollbackJournal.class)
              .question("What does a transaction of a database with a rollback journal cost?")
              .operation(
                  "Commit 5 changed pages of 4 KiB as SQLite does: write, flush and delete a journal.")
              .dataset(RollbackJournal.DATASET)
              .build(),
          Workload.named("small-files")
              .benchmark(SmallFiles.class)
              .question(
                  "What does it cost to create, rename and delete small files in a mail spool?")
              .operation(
                  "Create a 4 KiB message, fsync it, rename it into the mailbox and delete an old one.")
              .dataset(SmallFiles.DATASET)
              .build());

  private static final List<Workload> LAYER =
      List.of(
          untouchedFiles("metadata-change", "4KiB", "1MiB", "64MiB")
              .benchmark(MetadataChange.class)
              .question("What does it cost to change the mode of a file of the image?")
              .operation("Change the mode of a file not touched before.")
              .build(),
          Workload.named("missing-lookup")
              .benchmark(MissingLookup.class)
              .question(
                  "What does it cost to look for a name that is not there, in a directory that many"
                      + " layers have?")
              .operation("Ask whether a file exists, under a name that was never asked for before.")
              .parameter("layers", "layers of the image that have the directory", "1", "20", "100")
              .dataset(MissingLookup::dataset)
              .boundByProcessor()
              .build(),
          Workload.named("directory-scan")
              .benchmark(DirectoryScan.class)
              .question(
                  "What does it cost to list a big directory that several layers of the image share?")
              .operation("Read all names of a directory of 5,000 files that lie in 4 layers.")
              .dataset(DirectoryScan.DATASET)
              .boundByProcessor()
              .build(),
          Workload.named("directory-rename")
              .benchmark(DirectoryRename.class)
              .question("What does it cost to rename a directory of the image?")
              .operation(
                  "Rename a directory of 8 files of 4 KiB; where that is refused, copy and delete it.")
              .dataset(DirectoryRename.DATASET)
              .singleShot(
                  params -> DirectoryRename.WARMUP_DIRECTORIES,
                  params -> DirectoryRename.DIRECTORIES)
              .build(),
          untouchedFiles("delete-image-files", "4KiB", "64MiB")
              .benchmark(DeleteImageFiles.class)
              .question("What does it cost to delete a file of the image?")
              .operation("Delete a file not touched before.")
              .build(),
          Workload.named("atomic-replace")
              .benchmark(AtomicReplace.class)
              .question(
                  "What does it cost to replace a small file so that a crash leaves the old or the"
                      + " new?")
              .operation(
                  "Create a 4 KiB file, fsync it, rename it over the image's, fsync the directory.")
              .dataset(AtomicReplace.DATASET)
              .build(),
          Workload.named("shared-file-direct")
              .benchmark(SharedFileDirect.class)
              .question(
                  "What does a write cost when many threads write to one file, past the page cache?")
              .operation(
                  "Overwrite a random 4 KiB page of a 64 MiB file with O_DIRECT, 8 threads at once.")
              .dataset(PageUpdate.DATASET)
              .boundByProcessor()
              .build());

  private static final List<Workload> FURTHER =
      List.of(
          Workload.named("group-commit")
              .benchmark(GroupCommit.class)
              .question("What does a commit cost when many writers share one flush?")
              .operation("Commit one writer's record; who leads writes and fdatasyncs for all.")
              .parameter("writers", "that commit at once", "1", "8", "32")
              .parameter("record", "bytes that a commit logs", "512B", "8KiB")
              .threads(params -> Integer.parseInt(params.get("writers")))
              .build(),
          Workload.named("checkpoint")
              .benchmark(Checkpoint.class)
              .question("What does a checkpoint cost that writes pages to many files of the image?")
              .operation("Write 4 pages to each of 8 files that are open already; fsync each file.")
              .parameter("page", "size of a page", "4KiB", "8KiB", "16KiB")
              .parameter("sync", "how pages are written before the fsync", "fsync", "O_DIRECT")
              .dataset(Checkpoint.DATASET)
              .build(),
          Workload.named("doublewrite")
              .benchmark(DoubleWrite.class)
              .question(
                  "What does it cost to write pages twice, so that a crash leaves no half one?")
              .operation("Write 32 pages to the doublewrite file and sync, then in place and sync.")
              .parameter("page", "size of a page", "4KiB", "16KiB")
              .parameter("sync", "as innodb_flush_method", "fsync", "O_DIRECT")
              .dataset(PageUpdate.DATASET)
              .build(),
          Workload.named("lsm-compaction")
              .benchmark(LsmCompaction.class)
              .question("What does it cost to flush and compact the tables of an LSM tree?")
              .operation(
                  "Flush 4 tables, merge them with level 1, swap the manifest, delete dead files.")
              .parameter("buffer", "size of a flushed table", "256KiB", "4MiB")
              .parameter("sync", "how tables are written", "fdatasync", "O_DIRECT")
              .dataset(LsmCompaction.DATASET)
              .boundByProcessor()
              .build(),
          Workload.named("preallocate")
              .benchmark(Preallocate.class)
              .question("What does a synced record cost in a log file that was allocated before?")
              .operation("Write one 8 KiB record to a log segment, and make it durable.")
              .parameter("allocation", "of the segment, beforehand", "none", "sparse", "zeros")
              .parameter(
                  "sync",
                  "how a record becomes durable",
                  "fdatasync",
                  "fsync",
                  "O_DSYNC",
                  "O_DIRECT")
              .build(),
          Workload.named("log-rotate")
              .benchmark(LogRotate.class)
              .question("What does it cost to rotate a log file?")
              .operation("Write 64 records, delete the oldest of 4 logs, rename 4, create one.")
              .parameter("record", "size of a record", "256B", "4KiB")
              .parameter("sync", "what precedes the rotation", "none", "fdatasync")
              .dataset(LogRotate.DATASET)
              .boundByProcessor()
              .build());

  private static final List<Workload> SENTINELS =
      List.of(
          Workload.named("cpu-sentinel")
              .benchmark(CpuSentinel.class)
              .question("Does the machine compute as fast as before?")
              .operation("Compute the CRC-32C of 256 KiB in memory.")
              .boundByProcessor()
              .build(),
          Workload.named("storage-anchor")
              .benchmark(StorageAnchor.class)
              .question("Does the disk flush as fast as before?")
              .operation(
                  "Append one 8 KiB record to a file of a plain directory, and fdatasync it.")
              .build());

  private static final List<Workload> STANDARD =
      Stream.concat(DATABASES.stream(), LAYER.stream()).toList();

  private final List<Workload> all;

  private Workloads(List<Workload> all) {
    this.all = List.copyOf(all);
  }

  /** Those of Layertax alone. */
  public static Workloads own() {
    return new Workloads(Stream.concat(STANDARD.stream(), FURTHER.stream()).toList());
  }

  /**
   * Those of Layertax, and those that the jars of this class path bring.
   *
   * @throws IOException if a list of benchmarks cannot be read
   */
  public static Workloads ofClassPath() throws IOException {
    ClassLoader loader = Workloads.class.getClassLoader();
    Workloads described = own().with(broughtBy(loader));
    return described.with(JmhBenchmarks.of(loader, described.everything()));
  }

  /**
   * Those that the providers of a class loader describe.
   *
   * @throws java.util.ServiceConfigurationError if a provider cannot be loaded
   */
  public static List<Workload> broughtBy(ClassLoader loader) {
    return ServiceLoader.load(WorkloadProvider.class, loader).stream()
        .flatMap(provider -> provider.get().workloads().stream())
        .toList();
  }

  /**
   * These and more.
   *
   * @throws IllegalArgumentException if two workloads have one name
   */
  public Workloads with(List<Workload> more) {
    List<Workload> all = Stream.concat(this.all.stream(), more.stream()).toList();
    Set<String> names = new HashSet<>();
    for (Workload workload : Stream.concat(all.stream(), SENTINELS.stream()).toList()) {
      if (!names.add(workload.name())) {
        throw new IllegalArgumentException(
            "two workloads are named " + workload.name() + "; rename one of them");
      }
    }
    return new Workloads(all);
  }

  private static Workload.Builder untouchedFiles(String name, String... sizes) {
    return Workload.named(name)
        .parameter("size", "size of the image's file", sizes)
        .dataset(UntouchedFiles::dataset)
        .singleShot(params -> UntouchedFiles.WARMUP_FILES, UntouchedFiles::files);
  }

  /** Those that ask a question, in the order of the reports. */
  public List<Workload> all() {
    return all;
  }

  /** Those that ask a question and are measured unless told otherwise; databases' first. */
  public static List<Workload> standard() {
    return STANDARD;
  }

  /** The first write patterns of databases; the others ask what a copy-on-write layer changes. */
  public static List<Workload> databases() {
    return DATABASES;
  }

  /** Those that watch the machine, apart from the others: they are visited once in every block. */
  public static List<Workload> sentinels() {
    return SENTINELS;
  }

  /** Those that ask a question, and the sentinels. */
  public List<Workload> everything() {
    return Stream.concat(all.stream(), SENTINELS.stream()).toList();
  }

  /** The workload or sentinel of a name. */
  public Optional<Workload> find(String name) {
    return everything().stream().filter(workload -> workload.name().equals(name)).findFirst();
  }
}
