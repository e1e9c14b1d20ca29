package dev.layertax.databases.lucene;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.NoMergePolicy;

/**
 * Indexes of the image of which each serves one operation: 2,048 documents in 4 segments, some 3
 * MiB.
 */
final class UntouchedIndexes {
  static final int WARMUPS = 4;
  static final int MEASURED = 6;
  static final MadeDataset DATASET = new MadeDataset("lucene-10x2048", UntouchedIndexes::make);

  private static final int SEGMENTS = 4;
  private static final int DOCUMENTS_OF_SEGMENT = 512;
  private static final int DOCUMENTS = SEGMENTS * DOCUMENTS_OF_SEGMENT;

  private int used;

  private static void make(Path place) throws IOException {
    for (int i = 0; i < WARMUPS + MEASURED; i++) {
      Path directory = place.resolve(name(i));
      try (Index index = Index.open(directory, NoMergePolicy.INSTANCE)) {
        for (int record = 0; record < DOCUMENTS; record++) {
          index.put(Records.first(record));
          if ((record + 1) % DOCUMENTS_OF_SEGMENT == 0) {
            index.commit();
          }
        }
      }
      Index.deleteLock(directory);
    }
  }

  private static String name(int number) {
    return "lucene-" + number;
  }

  /** The directory of the next one. */
  Path next(StorageState storage) throws IOException {
    return storage.require(DATASET, name(used++));
  }

  /** What an untouched one has. */
  Records records() {
    return Records.all(DOCUMENTS, Texts::of, used);
  }

  /** How many were used. */
  int used() {
    return used;
  }
}
