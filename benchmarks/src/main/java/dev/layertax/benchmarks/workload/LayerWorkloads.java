package dev.layertax.benchmarks.workload;

import java.util.List;

/** What a copy-on-write layer makes dearer or cheaper for programs of any kind. */
final class LayerWorkloads {
  static final List<Workload> ALL =
      List.of(
          UntouchedFiles.describe("metadata-change", "4KiB", "1MiB", "64MiB")
              .benchmark(MetadataChange.class)
              .question("What does it cost to change the mode of a file of the image?")
              .operation("Change the mode of a file not touched before.")
              .explanation(
                  "A start script that changes the owner or mode of a data directory, chown -R "
                      + "before all. overlayfs copies the whole file for a change of its mode alone, as "
                      + "Docker leaves its option metacopy off: expect a hundred times a volume's cost at "
                      + "1 MiB, thousands of times at 64 MiB, simulated and on the kernel's. Docker's vfs "
                      + "and btrfs drivers copy no files on the way, so expect a volume's cost there.")
              .build(),
          Workload.named("missing-lookup")
              .benchmark(MissingLookup.class)
              .question(
                  "What does it cost to look for a name that is not there, in a directory that many"
                      + " layers have?")
              .operation("Ask whether a file exists, under a name that was never asked for before.")
              .explanation(
                  "Programs that search a path: interpreters for modules, the linker for libraries, "
                      + "web servers for files. overlayfs asks every layer that has the directory before "
                      + "it knows that a name is absent, so the cost grows with the number of layers, "
                      + "while a volume is one directory: expect about two times a volume's cost with 1 "
                      + "layer, six to seventeen times with 20, fifty to eighty with 100 on the kernel's; "
                      + "more in the simulation, where each layer is asked by a system call of its own. "
                      + "Docker's vfs and btrfs drivers make one directory of all layers.")
              .parameter("layers", "layers of the image that have the directory", "1", "20", "100")
              .dataset(MissingLookup::dataset)
              .boundByProcessor()
              .build(),
          Workload.named("directory-scan")
              .benchmark(DirectoryScan.class)
              .question(
                  "What does it cost to list a big directory that several layers of the image share?")
              .operation("Read all names of a directory of 5,000 files that lie in 4 layers.")
              .explanation(
                  "Backups, indexers and build tools that list big directories. overlayfs reads the "
                      + "directory in each layer and merges the names whenever it is opened: expect 1.5 "
                      + "to 2 times a volume's cost on the kernel's, up to 3 in the simulation. Docker's "
                      + "vfs and btrfs drivers have nothing to merge.")
              .dataset(DirectoryScan.DATASET)
              .boundByProcessor()
              .build(),
          Workload.named("directory-rename")
              .benchmark(DirectoryRename.class)
              .question("What does it cost to rename a directory of the image?")
              .operation(
                  "Rename a directory of 8 files of 4 KiB; where that is refused, copy and delete it.")
              .explanation(
                  "Package managers and deployments that put a new directory in the place of the "
                      + "old one. overlayfs refuses to rename a directory of the image, as Docker leaves "
                      + "its option redirect_dir off, and programs such as mv then copy all files and "
                      + "delete the old ones: expect tens to hundreds of times a volume's cost, simulated "
                      + "and on the kernel's, and more with bigger directories. Docker's vfs and btrfs "
                      + "drivers rename as a volume does.")
              .dataset(DirectoryRename.DATASET)
              .singleShot(
                  params -> DirectoryRename.WARMUP_DIRECTORIES,
                  params -> DirectoryRename.DIRECTORIES)
              .build(),
          UntouchedFiles.describe("delete-image-files", "4KiB", "64MiB")
              .benchmark(DeleteImageFiles.class)
              .question("What does it cost to delete a file of the image?")
              .operation("Delete a file not touched before.")
              .explanation(
                  "A package that is removed, a cache that is emptied. Here a layer is the faster "
                      + "place: overlayfs notes in a whiteout that the file is hidden, and frees no "
                      + "blocks, for the image keeps them. Expect the layer to cost a hundredth of a "
                      + "volume at 64 MiB, simulated and on the kernel's, and less of a gain at 4 KiB. "
                      + "The image stays as big as it was.")
              .build(),
          Workload.named("atomic-replace")
              .benchmark(AtomicReplace.class)
              .question(
                  "What does it cost to replace a small file so that a crash leaves the old or the"
                      + " new?")
              .operation(
                  "Create a 4 KiB file, fsync it, rename it over the image's, fsync the directory.")
              .explanation(
                  "dpkg's status file, Redis's dump.rdb, etcd's snapshots, editors that save. The "
                      + "new file is the layer's own, and the rename hides the image's for good, so "
                      + "nothing is copied; the two flushes outweigh what a rename over an image's file "
                      + "costs more. Expect the layer to cost as much as a volume or little more, "
                      + "simulated and on the kernel's.")
              .dataset(AtomicReplace.DATASET)
              .build(),
          Workload.named("shared-file-direct")
              .benchmark(SharedFileDirect.class)
              .question(
                  "What does a write cost when many threads write to one file, past the page cache?")
              .operation(
                  "Overwrite a random 4 KiB page of a 64 MiB file with O_DIRECT, 8 threads at once.")
              .explanation(
                  "InnoDB with innodb_flush_method=O_DIRECT, whose page cleaners and write threads "
                      + "share one tablespace. ext4 and XFS let such writes go to the disk side by side; "
                      + "overlayfs holds the file's lock around each. Expect the layer to cost 2 to 7 "
                      + "times a volume, simulated and on the kernel's, and the more the better the disk "
                      + "takes many writes at once; a single writer sees no difference. The file is open, "
                      + "so no copy is part of it.")
              .dataset(PageUpdate.DATASET)
              .boundByProcessor()
              .build());

  private LayerWorkloads() {}
}
