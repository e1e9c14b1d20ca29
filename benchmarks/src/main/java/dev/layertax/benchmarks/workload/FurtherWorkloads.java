package dev.layertax.benchmarks.workload;

import java.util.List;

/** Further write patterns of databases and of logs, measured when named. */
final class FurtherWorkloads {
  static final List<Workload> ALL =
      List.of(
          Workload.named("group-commit")
              .benchmark(GroupCommit.class)
              .question("What does a commit cost when many writers share one flush?")
              .operation("Commit one writer's record; who leads writes and fdatasyncs for all.")
              .explanation(
                  "PostgreSQL's backends, RocksDB's write groups, MySQL's binary log and etcd's "
                      + "batches: the first writer that finds nobody flushing writes and flushes for all "
                      + "who wait. The more writers, the cheaper a commit, in every place alike: the log "
                      + "is the layer's own file, and one leader writes at a time, so overlayfs's lock on "
                      + "the file is free. Expect the layer to cost as much as a volume, simulated and on "
                      + "the kernel's. On tmpfs a flush takes no time, so nearly every commit makes its "
                      + "own. The counter of flushes says how many commits shared one, and so varies.")
              .parameter("writers", "that commit at once", "1", "8", "32")
              .parameter("record", "bytes that a commit logs", "512B", "8KiB")
              .threads(params -> Integer.parseInt(params.get("writers")))
              .build(),
          Workload.named("checkpoint")
              .benchmark(Checkpoint.class)
              .question("What does a checkpoint cost that writes pages to many files of the image?")
              .operation("Write 4 pages to each of 8 files that are open already; fsync each file.")
              .explanation(
                  "PostgreSQL's checkpointer, and every database that writes dirty pages in "
                      + "place and then flushes each file. The files are open for writing, so the "
                      + "layer has copied them already: a database pays for that once in a "
                      + "container's life, which is what first-write asks, and for checkpoints for "
                      + "ever. The flushes outweigh the rest: expect the layer to cost as much as a "
                      + "volume or little more, simulated and on the kernel's.")
              .parameter("page", "size of a page", "4KiB", "8KiB", "16KiB")
              .parameter("sync", "how pages are written before the fsync", "fsync", "O_DIRECT")
              .dataset(Checkpoint.DATASET)
              .build(),
          Workload.named("doublewrite")
              .benchmark(DoubleWrite.class)
              .question(
                  "What does it cost to write pages twice, so that a crash leaves no half one?")
              .operation("Write 32 pages to the doublewrite file and sync, then in place and sync.")
              .explanation(
                  "InnoDB's page cleaner: pages go to the doublewrite file first, and in place when "
                      + "they are safe there; with O_DIRECT, the default since MySQL 8.4, only the "
                      + "tablespace is flushed. It is open, so the layer has copied it already, and one "
                      + "thread writes, so overlayfs's lock on the file is free. Expect the layer to cost "
                      + "as much as a volume, simulated and on the kernel's; shared-file-direct shows "
                      + "what several write threads change.")
              .parameter("page", "size of a page", "4KiB", "16KiB")
              .parameter("sync", "as innodb_flush_method", "fsync", "O_DIRECT")
              .dataset(PageUpdate.DATASET)
              .build(),
          Workload.named("lsm-compaction")
              .benchmark(LsmCompaction.class)
              .question("What does it cost to flush and compact the tables of an LSM tree?")
              .operation(
                  "Flush 4 tables, merge them with level 1, swap the manifest, delete dead files.")
              .explanation(
                  "RocksDB, LevelDB, Pebble and what is built on them. An LSM tree never "
                      + "changes a table: it writes new ones and deletes old ones, so a layer copies "
                      + "none, even if the image ships the database. Reading, merging and writing "
                      + "megabytes outweigh the handful of names made and removed. Expect the layer "
                      + "to cost as much as a volume, simulated and on the kernel's; tmpfs gains less "
                      + "here than elsewhere, as the merging takes its time in every place.")
              .parameter("buffer", "size of a flushed table", "256KiB", "4MiB")
              .parameter("sync", "how tables are written", "fdatasync", "O_DIRECT")
              .dataset(LsmCompaction.DATASET)
              .boundByProcessor()
              .build(),
          Workload.named("preallocate")
              .benchmark(Preallocate.class)
              .question("What does a synced record cost in a log file that was allocated before?")
              .operation("Write one 8 KiB record to a log segment, and make it durable.")
              .explanation(
                  "PostgreSQL with wal_init_zero on (zeros) or off (sparse), InnoDB's redo log, "
                      + "etcd's log; none is a log that grows, as in wal-append. What differs is the "
                      + "file system below, not the layer: a record that makes the file grow or fills "
                      + "a hole has its flush write the file system's journal too, one in place of "
                      + "zeros does not. So compare the costs of the values with each other: on ext4 "
                      + "zeros took three fifths of the others in a short run. Expect the layer to "
                      + "cost as much as a volume in each, simulated and on the kernel's. Where a "
                      + "file system writes every block to a new place, zeros are of no use, says "
                      + "PostgreSQL's manual of wal_init_zero.")
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
              .explanation(
                  "logrotate, Log4j's rolling files, Docker's own json-file logs, systemd-journald "
                      + "(sync=fdatasync). The logs are the layer's own, but their directory is the "
                      + "image's too, so overlayfs looks below for each name that is made, renamed or "
                      + "deleted. Unsynced, expect the layer to cost 1.2 to 1.5 times a volume, simulated "
                      + "and on the kernel's; a flush before the rotation hides that. A program that "
                      + "appends to a log file of the image pays once what first-write asks.")
              .parameter("record", "size of a record", "256B", "4KiB")
              .parameter("sync", "what precedes the rotation", "none", "fdatasync")
              .dataset(LogRotate.DATASET)
              .boundByProcessor()
              .build());

  private FurtherWorkloads() {}
}
