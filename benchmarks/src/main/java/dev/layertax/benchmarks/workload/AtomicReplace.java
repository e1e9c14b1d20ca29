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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to replace a small file so that a crash leaves the old one or the new?
 *
 * <p>The pattern of every careful program: dpkg's {@code status}, Redis's {@code dump.rdb}, etcd's
 * snapshots and editors that save. On a copy-on-write layer the new file is the layer's own, and
 * the rename hides the image's for good, so there is nothing to copy.
 *
 * <p>One operation creates a file of 4 KiB beside one of the image, writes and fsyncs it, renames
 * it over the image's, and fsyncs the directory.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main AtomicReplace -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AtomicReplace {
  static final int STATE_BYTES = 4 << 10;
  static final DatasetFile STATE = new DatasetFile("state/current", STATE_BYTES, 13);
  static final Dataset DATASET = new Dataset("state-4KiB", List.of(STATE));

  private final ByteBuffer content = Payload.of(STATE_BYTES, 14);
  private Path state;
  private Path next;
  private Counters counters;

  @Setup(Level.Trial)
  public void requireState(StorageState storage) throws IOException {
    storage.require(DATASET);
    state = STATE.in(storage.directory());
    next = state.resolveSibling("current.new");
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void replace() throws IOException {
    try (FileChannel channel =
        FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      counters.filesCreated++;
      counters.bytesWritten += channel.write(content.clear());
      flush(channel);
    }
    Files.move(next, state, StandardCopyOption.ATOMIC_MOVE);
    counters.filesRenamed++;
    try (FileChannel directory = FileChannel.open(state.getParent(), StandardOpenOption.READ)) {
      flush(directory);
    }
  }

  private void flush(FileChannel channel) throws IOException {
    channel.force(true);
    counters.flushes++;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
