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
            .parameter(
                Shipped.START, "the index that it begins with", Shipped.SHIPPED, Shipped.EMPTY)
            .dataset(params -> Shipped.byStart(params, LuceneIndex.DATASET))
            .patterns(params -> List.of("atomic-replace", "small-files"))
            .build(),
        Workload.named("lucene-first-commit")
            .benchmark(LuceneFirstCommit.class)
            .question("What does the first commit to a Lucene index of the image cost?")
            .operation("Put 10 documents of about 1 KiB into an untouched index, and commit.")
            .dataset(UntouchedIndexes.DATASET)
            .singleShot(params -> UntouchedIndexes.WARMUPS, params -> UntouchedIndexes.MEASURED)
            .patterns(params -> List.of("first-write size=1MiB"))
            .build(),
        Workload.named("lucene-merge")
            .benchmark(LuceneMerge.class)
            .question("What does it cost to merge the segments of a Lucene index of the image?")
            .operation("Merge 4 segments of 512 documents into one, commit, delete the old.")
            .dataset(UntouchedIndexes.DATASET)
            .singleShot(params -> UntouchedIndexes.WARMUPS, params -> UntouchedIndexes.MEASURED)
            .patterns(params -> List.of("lsm-compaction buffer=256KiB sync=fdatasync"))
            .build());
  }
}
