package dev.layertax.databases.lucene;

import dev.layertax.benchmarks.workload.StorageState;
import dev.layertax.databases.records.Records;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the first commit to an index cost that the image ships?
 *
 * <p>Lucene never changes a file, and yet pays for copy-up: {@code IndexWriter} fsyncs all files of
 * an index before a commit, those of earlier commits included, and opens each for writing to do so
 * ({@code IOUtils.fsync}). On a copy-on-write layer that open copies the file. So the first commit
 * copies the whole index, however little it adds; the second copies nothing.
 *
 * <p>One operation puts 10 documents of about 1 KiB under random keys, and commits. Each has an
 * index of its own, of some 3 MiB in 4 segments, not touched before but by the opening.
 *
 * <pre>
 * java -cp harness/target/layertax.jar:harness/target/layertax-databases.jar \
 *   org.openjdk.jmh.Main LuceneFirstCommit -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = UntouchedIndexes.WARMUPS)
@Measurement(iterations = UntouchedIndexes.MEASURED)
public class LuceneFirstCommit {
  private final UntouchedIndexes indexes = new UntouchedIndexes();
  private Path directory;
  private Records records;
  private Index index;
  private String verified;

  @Setup(Level.Iteration)
  public void open(StorageState storage) throws IOException {
    directory = indexes.next(storage);
    records = indexes.records();
    index = Index.open(directory);
    storage.startTiming();
  }

  @Benchmark
  public void indexAndCommit() throws IOException {
    for (int i = 0; i < LuceneIndex.DOCUMENTS_OF_COMMIT; i++) {
      index.put(records.next());
    }
    index.commit();
  }

  @TearDown(Level.Iteration)
  public void verify(StorageState storage) throws IOException {
    storage.stopTiming();
    index.close();
    verified = Index.verified(directory, records);
  }

  @TearDown(Level.Trial)
  public void report(StorageState storage) {
    storage.verified(indexes.used() + " indexes, each " + verified);
  }
}
