package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
 * What does it cost to rotate a log file?
 *
 * <p>logrotate(8), Log4j's rolling appender with a fixed window and Docker's own {@code json-file}
 * logs keep a number of old files: the oldest goes, each other moves up by one, and a new one
 * begins. Most programs leave the flushing to the kernel ({@code sync=none}); systemd-journald
 * flushes a file before it archives it ({@code sync=fdatasync}).
 *
 * <p>One operation writes one log file of 64 records, a write for each, closes it, and rotates:
 * delete {@code app.log.4}, rename {@code app.log.3} to {@code .4} and so on down to {@code
 * app.log}, create {@code app.log}. A file of the image in the directory makes it a merged one; the
 * logs are of the program's own making.
 *
 * <p>Note: real logs rotate after megabytes. Here the rotation is not to vanish beside the records.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main LogRotate -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogRotate {
  static final int RECORDS = 64;
  static final int OLD_FILES = 4;
  static final Dataset DATASET =
      new Dataset("logs-1", List.of(new DatasetFile("log/install.log", 4 << 10, 20)));

  /** Bytes of a record. */
  @Param({"256B", "4KiB"})
  public String record;

  /** {@code none} or {@code fdatasync}: what precedes the rotation. */
  @Param({"none", "fdatasync"})
  public String sync;

  private final Path[] old = new Path[OLD_FILES];
  private ByteBuffer line;
  private boolean flush;
  private Path current;
  private FileChannel log;
  private Counters counters;

  @Setup(Level.Trial)
  public void startLogs(StorageState storage) throws IOException {
    storage.require(DATASET);
    flush = sync.equals("fdatasync");
    line = Payload.of(ByteSize.of(record), 21);
    current = storage.directory().resolve("log/app.log");
    counters = storage.startCounting();
    for (int i = 0; i < OLD_FILES; i++) {
      old[i] = current.resolveSibling("app.log." + (i + 1));
      Files.createFile(old[i]);
    }
    log = begin();
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void fillAndRotate() throws IOException {
    for (int i = 0; i < RECORDS; i++) {
      counters.bytesWritten += log.write(line.clear());
    }
    if (flush) {
      log.force(false);
      counters.flushes++;
    }
    log.close();
    Files.delete(old[OLD_FILES - 1]);
    counters.filesDeleted++;
    for (int i = OLD_FILES - 1; i > 0; i--) {
      move(old[i - 1], old[i]);
    }
    move(current, old[0]);
    log = begin();
  }

  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    counters.filesRenamed++;
  }

  private FileChannel begin() throws IOException {
    FileChannel created =
        FileChannel.open(
            current,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
    counters.filesCreated++;
    return created;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void deleteLogs() throws IOException {
    log.close();
    Files.delete(current);
    for (Path path : old) {
      Files.delete(path);
    }
  }
}
