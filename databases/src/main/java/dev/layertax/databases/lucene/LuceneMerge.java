package dev.layertax.databases.lucene;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
import dev.layertax.databases.records.Shipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.NoMergePolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to merge the segments of an index that the image ships?
 *
 * <p>A merge reads segments and writes one; it never changes one. So the segments of the image are
 * read where they lie, and their deletion leaves whiteouts.
 *
 * <p>One operation merges 4 segments of 256 documents into one ({@code forceMerge}), commits, and
 * deletes the old ones. Each has an index of its own, not touched before but by the opening.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *   org.openjdk.jmh.Main LuceneMerge -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = LuceneMerge.WARMUPS)
@Measurement(iterations = LuceneMerge.MEASURED)
public class LuceneMerge {
  static final int WARMUPS = 4;
  static final int MEASURED = 6;
  static final MadeDataset DATASET = new MadeDataset("lucene-10x1024", LuceneMerge::make);

  private static final int SEGMENTS = 4;
  private static final int DOCUMENTS_OF_SEGMENT = 256;
  private static final int DOCUMENTS = SEGMENTS * DOCUMENTS_OF_SEGMENT;

  private int next;
  private Path directory;
  private Index index;
  private String verified;

  private static void make(Path place) throws IOException {
    for (int i = 0; i < WARMUPS + MEASURED; i++) {
      try (Index index = Index.open(place.resolve(name(i)), NoMergePolicy.INSTANCE)) {
        for (int record = 0; record < DOCUMENTS; record++) {
          index.put(Records.first(record));
          if ((record + 1) % DOCUMENTS_OF_SEGMENT == 0) {
            index.commit();
          }
        }
      }
    }
  }

  private static String name(int number) {
    return "lucene-" + number;
  }

  @Setup(Level.Iteration)
  public void open(StorageState storage) throws IOException {
    directory = Shipped.in(storage, DATASET, name(next++));
    index = Index.open(directory);
    storage.startTiming();
  }

  @Benchmark
  public void merge() throws IOException {
    index.merge();
  }

  @TearDown(Level.Iteration)
  public void verify(StorageState storage) throws IOException {
    storage.stopTiming();
    index.close();
    verified = Index.verified(directory, Records.all(DOCUMENTS, Texts::of, 43));
  }

  @TearDown(Level.Trial)
  public void report(StorageState storage) {
    storage.verified(next + " indexes, each " + verified);
  }
}
