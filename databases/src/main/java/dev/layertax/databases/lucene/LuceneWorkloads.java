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
            .patterns(params -> List.of("atomic-replace"))
            .build(),
        Workload.named("lucene-merge")
            .benchmark(LuceneMerge.class)
            .question("What does it cost to merge the segments of a Lucene index of the image?")
            .operation("Merge 4 segments of 256 documents into one, commit, delete the old.")
            .dataset(LuceneMerge.DATASET)
            .singleShot(params -> LuceneMerge.WARMUPS, params -> LuceneMerge.MEASURED)
            .patterns(params -> List.of("lsm-compaction buffer=256KiB sync=fdatasync"))
            .build());
  }
}
