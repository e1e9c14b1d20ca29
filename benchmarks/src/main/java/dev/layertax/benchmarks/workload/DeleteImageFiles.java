package dev.layertax.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What does it cost to delete a file of the image?
 *
 * <p>Package managers that upgrade in a running container, retention jobs that drop shipped sample
 * data, and {@code rm -rf} of a default configuration delete what the image ships. overlayfs leaves
 * a whiteout and frees nothing (overlayfs.rst, "whiteouts and opaque directories"): the layer may
 * be the faster place here, and the bigger the file, the faster. The space stays taken.
 *
 * <p>One operation deletes one file that was not touched before.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main DeleteImageFiles -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = UntouchedFiles.WARMUP_FILES)
@Measurement(iterations = 2)
public class DeleteImageFiles {
  @Param({"4KiB", "64MiB"})
  public String size;

  private UntouchedFiles files;
  private Path file;
  private Counters counters;

  @Setup(Level.Trial)
  public void requireFiles(StorageState storage, BenchmarkParams benchmark) throws IOException {
    files = UntouchedFiles.require(size, storage, benchmark);
  }

  @Setup(Level.Iteration)
  public void chooseFile(StorageState storage, IterationParams iteration) throws IOException {
    file = files.next(storage, iteration);
    counters = storage.startCounting();
  }

  @Benchmark
  public void delete() throws IOException {
    Files.delete(file);
    counters.filesDeleted++;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
