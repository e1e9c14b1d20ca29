package dev.layertax.databases.lucene;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
import dev.layertax.databases.records.Shipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to index a few documents and to commit?
 *
 * <p>Each commit writes a new segment, and fsyncs its files; writes {@code pending_segments_N},
 * fsyncs it, renames it to {@code segments_N}, fsyncs the directory, and deletes the commit before.
 * What a copy-on-write layer has to copy, the first commit pays: {@link LuceneFirstCommit}.
 *
 * <p>One operation puts 10 documents of about 1 KiB under random keys, and commits; now and then it
 * merges the small segments of earlier ones. {@code shipped} is an index of 8,192 documents, which
 * are replaced: Lucene writes anew which of its documents are dead.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *   org.openjdk.jmh.Main LuceneIndex -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LuceneIndex {
  static final int DOCUMENTS = 8 << 10;
  static final MadeDataset DATASET = new MadeDataset("lucene-8192", LuceneIndex::make);

  static final int DOCUMENTS_OF_COMMIT = 10;

  /** Whether the image ships the index. */
  @Param({Shipped.SHIPPED, Shipped.EMPTY})
  public String start;

  private Path directory;
  private Records records;
  private Index index;

  private static void make(Path place) throws IOException {
    Path directory = place.resolve("lucene");
    try (Index index = Index.open(directory)) {
      for (int record = 0; record < DOCUMENTS; record++) {
        index.put(Records.first(record));
      }
    }
    Index.deleteLock(directory);
  }

  @Setup(Level.Trial)
  public void open(StorageState storage) throws IOException {
    if (start.equals(Shipped.SHIPPED)) {
      directory = storage.require(DATASET, "lucene");
      records = Records.all(DOCUMENTS, Texts::of, 42);
    } else {
      directory = storage.directory().resolve("lucene-empty");
      records = Records.none(DOCUMENTS, Texts::of, 42);
    }
    index = Index.open(directory);
  }

  @Setup(Level.Iteration)
  public void startTiming(StorageState storage) throws IOException {
    storage.startTiming();
  }

  @Benchmark
  public void indexAndCommit() throws IOException {
    for (int i = 0; i < DOCUMENTS_OF_COMMIT; i++) {
      index.put(records.next());
    }
    index.commit();
  }

  @TearDown(Level.Iteration)
  public void stopTiming(StorageState storage) throws IOException {
    storage.stopTiming();
  }

  @TearDown(Level.Trial)
  public void verify(StorageState storage) throws IOException {
    index.close();
    storage.verified(Index.verified(directory, records));
  }
}
