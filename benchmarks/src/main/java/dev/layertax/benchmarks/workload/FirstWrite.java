package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * What does the first write to a file of the image cost?
 *
 * <p>Every database whose data directory ships in its image pays this once per file and container:
 * overlayfs copies the whole file up when it is opened for writing, however little is written
 * (overlayfs.rst, "Non-directories").
 *
 * <p>One operation opens a file for writing that was not touched before, writes 4 KiB at its start,
 * calls fdatasync and closes it.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main FirstWrite -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = UntouchedFiles.WARMUP_FILES)
@Measurement(iterations = 2)
public class FirstWrite {
  private static final int WRITE_BYTES = 4 << 10;

  @Param({"4KiB", "1MiB", "16MiB", "64MiB"})
  public String size;

  private final ByteBuffer page = Payload.of(WRITE_BYTES, 5);
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
  public void writeFirst() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      counters.bytesWritten += channel.write(page.clear(), 0);
      channel.force(false);
      counters.flushes++;
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
