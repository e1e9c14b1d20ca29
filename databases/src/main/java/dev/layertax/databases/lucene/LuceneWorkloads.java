package dev.layertax.databases.lucene;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.databases.records.Shipped;
import java.util.List;

/** The descriptions of Lucene's workloads. */
public final class LuceneWorkloads {

  private LuceneWorkloads() {}

  /** All, in the order of the reports. */
  public static List<Workload> all() {
    return List.of(
        Workload.named("lucene-index")
            .benchmark(LuceneIndex.class)
            .question("What does it cost to index a few documents with Lucene and to commit?")
            .operation("Put 10 documents of about 1 KiB under random keys, and commit.")
            .explanation(
                "Lucene, within Elasticsearch, OpenSearch and Solr. A commit writes a segment"
                    + " of some files, fsyncs each, renames pending_segments over to segments_N,"
                    + " fsyncs the directory and deletes the commit before. After the first commit"
                    + " nothing of the image is left to copy: expect the layer to cost as much as a"
                    + " volume, simulated and on the kernel's, and creating and renaming a little"
                    + " more, as atomic-replace and small-files say.")
            .parameter(
                Shipped.START, "the index that it begins with", Shipped.SHIPPED, Shipped.EMPTY)
            .dataset(params -> Shipped.byStart(params, LuceneIndex.DATASET))
            .patterns(params -> List.of("atomic-replace", "small-files"))
            .build(),
        Workload.named("lucene-first-commit")
            .benchmark(LuceneFirstCommit.class)
            .question("What does the first commit to a Lucene index of the image cost?")
            .operation("Put 10 documents of about 1 KiB into an untouched index, and commit.")
            .explanation(
                "Lucene never changes a file, and yet pays for copy-up: before a commit it"
                    + " fsyncs all files of the index, and opens each for writing to do so. On a layer"
                    + " the first commit therefore copies the whole index the image ships, however"
                    + " little it adds; here 12 files, 3 MB. Expect the layer to cost one and a half"
                    + " times to twice as much as a volume for 3 MB, more for a bigger index, and"
                    + " nothing from the second commit on. An index shipped with its write.lock cannot"
                    + " be opened for writing on a layer at all: delete it from the image.")
            .dataset(UntouchedIndexes.DATASET)
            .singleShot(params -> UntouchedIndexes.WARMUPS, params -> UntouchedIndexes.MEASURED)
            .patterns(params -> List.of("first-write size=1MiB"))
            .build(),
        Workload.named("lucene-merge")
            .benchmark(LuceneMerge.class)
            .question("What does it cost to merge the segments of a Lucene index of the image?")
            .operation("Merge 4 segments of 512 documents into one, commit, delete the old.")
            .explanation(
                "Lucene merges segments as an LSM tree compacts: it reads the image's where"
                    + " they lie, writes one new, fsyncs its files and deletes the old, which leaves"
                    + " whiteouts. Most of it is the processor's work. Expect the layer to cost as"
                    + " much as a volume, simulated and on the kernel's.")
            .dataset(UntouchedIndexes.DATASET)
            .singleShot(params -> UntouchedIndexes.WARMUPS, params -> UntouchedIndexes.MEASURED)
            .patterns(params -> List.of("lsm-compaction buffer=256KiB sync=fdatasync"))
            .build());
  }
}
