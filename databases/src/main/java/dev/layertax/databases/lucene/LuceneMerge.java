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
 * What does it cost to merge the segments of an index that the image ships?
 *
 * <p>A merge reads segments and writes one; it never changes one. So the segments of the image are
 * read where they lie, and their deletion leaves whiteouts. The commit after it has only new files
 * to fsync, other than that of {@link LuceneFirstCommit}.
 *
 * <p>One operation merges 4 segments of 512 documents into one ({@code forceMerge}), commits, and
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
@Warmup(iterations = UntouchedIndexes.WARMUPS)
@Measurement(iterations = UntouchedIndexes.MEASURED)
public class LuceneMerge {
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
  public void merge() throws IOException {
    index.merge();
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
