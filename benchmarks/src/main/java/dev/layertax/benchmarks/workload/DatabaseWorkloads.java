package dev.layertax.benchmarks.workload;

import java.util.List;

/** The first write patterns of databases. */
final class DatabaseWorkloads {
  static final List<Workload> ALL =
      List.of(
          Workload.named("wal-append")
              .benchmark(WalAppend.class)
              .question("What does a commit cost that appends to a log?")
              .operation("Append one 8 KiB record to a growing log file, and fdatasync it.")
              .explanation(
                  "PostgreSQL's log, MySQL's binary log with sync_binlog=1, Kafka with "
                      + "flush.messages=1 and etcd work so. Expect the layer to cost as much as a volume, "
                      + "simulated, on the kernel's overlayfs and on every driver of Docker: the file is "
                      + "the layer's own from its first byte, so there is nothing to copy, and the wait "
                      + "for the disk outweighs the microsecond that a layer adds. tmpfs costs about a "
                      + "hundredth: it has no disk to wait for, and keeps nothing.")
              .build(),
          Workload.named("page-update")
              .benchmark(PageUpdate.class)
              .question("What does it cost to overwrite a page of a table that the image ships?")
              .operation("Overwrite one random 8 KiB page of a 64 MiB file that is open already.")
              .explanation(
                  "PostgreSQL's checkpointer and background writer write pages in place and leave "
                      + "the flush to a later fsync (sync=none); a storage engine without a log flushes "
                      + "after each (sync=fdatasync). The file is open, so the layer has copied it "
                      + "already. With the flush expect no difference. Without it the work of the layer "
                      + "itself shows: 1.1 to 1.5 times a volume on the kernel's overlayfs, whose calls "
                      + "pass through two file systems; nothing on the simulation, where they pass "
                      + "through one; tens of times through fuse-overlayfs, where each call wakes another "
                      + "process.")
              .parameter("sync", "what follows each write", "none", "fdatasync")
              .dataset(PageUpdate.DATASET)
              .boundByProcessor()
              .build(),
          UntouchedFiles.describe("first-write", "4KiB", "1MiB", "16MiB", "64MiB")
              .benchmark(FirstWrite.class)
              .question("What does the first write to a file of the image cost?")
              .operation(
                  "Open a file not touched before for writing, write 4 KiB, fdatasync and close it.")
              .explanation(
                  "The first transaction of a database whose files ship in the image, an upgrade "
                      + "script, a changed configuration. overlayfs, the kernel's and the simulated one "
                      + "alike, and fuse-overlayfs copy the whole file when it is opened for writing, so "
                      + "the cost grows with its size: some times a volume's at 4 KiB, from forty to "
                      + "hundreds of times at 64 MiB. Docker's vfs driver has copied everything when the "
                      + "container was created, and btrfs shares the blocks until they are written, so "
                      + "expect a volume's cost there. A volume that Docker fills from the image has paid "
                      + "for the copy at its creation, which is not timed.")
              .build(),
          Workload.named("rollback-journal")
              .benchmark(RollbackJournal.class)
              .question("What does a transaction of a database with a rollback journal cost?")
              .operation(
                  "Commit 5 changed pages of 4 KiB as SQLite does: write, flush and delete a journal.")
              .explanation(
                  "SQLite in its default journal mode, DELETE. The journal is a new file and the "
                      + "database is open already, so nothing is copied; five flushes outweigh what "
                      + "creating and deleting a file costs more in a layer. Expect the layer to cost as "
                      + "much as a volume, simulated and on the kernel's overlayfs.")
              .dataset(RollbackJournal.DATASET)
              .build(),
          Workload.named("small-files")
              .benchmark(SmallFiles.class)
              .question(
                  "What does it cost to create, rename and delete small files in a mail spool?")
              .operation(
                  "Create a 4 KiB message, fsync it, rename it into the mailbox and delete an old one.")
              .explanation(
                  "Mail servers with a maildir, build caches, session stores. The directory is the "
                      + "image's and the layer's at once, so the kernel looks into both for each name; "
                      + "the fsync of each message outweighs that. Expect the layer to cost as much as a "
                      + "volume, simulated and on the kernel's overlayfs, and about twice as much through "
                      + "fuse-overlayfs.")
              .dataset(SmallFiles.DATASET)
              .build());

  private DatabaseWorkloads() {}
}
