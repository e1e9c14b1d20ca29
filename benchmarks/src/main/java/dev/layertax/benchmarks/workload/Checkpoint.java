package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.dataset.RandomPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
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
 * What does a checkpoint cost that writes dirty pages to many files of the image?
 *
 * <p>PostgreSQL's checkpointer sorts the dirty buffers by file and block, writes them in place, and
 * then calls fsync on every file that was written to ({@code BufferSync}, {@code
 * ProcessSyncRequests}). With {@code debug_io_direct=data}, and in InnoDB with {@code O_DIRECT},
 * the writes go past the page cache, and fsync follows all the same.
 *
 * <p>One operation is one checkpoint: in each of 8 files of 8 MiB, as the image ships them, 4
 * random pages in the order of their numbers; then fsync of each file. The files are opened for
 * writing before the timing starts, so the layer's copy of them is not part of the answer: it is
 * paid once in a container's life, and {@link FirstWrite} asks what; checkpoints come for ever.
 *
 * <p>Note: PostgreSQL spreads the writes over minutes ({@code checkpoint_completion_target}), to
 * let other work go on. The pauses cost the same in every place, and are left out.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main Checkpoint -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Checkpoint {
  static final int FILES = 8;
  static final long FILE_BYTES = 8 << 20;
  static final int PAGES_OF_EACH = 4;
  static final Dataset DATASET = dataset();

  /** Bytes of a page: of SQLite or WiredTiger, of PostgreSQL, of InnoDB. */
  @Param({"4KiB", "8KiB", "16KiB"})
  public String page;

  /** {@code fsync}, or {@code O_DIRECT} for writes past the page cache before it. */
  @Param({"fsync", "O_DIRECT"})
  public String sync;

  private final List<FileChannel> files = new ArrayList<>();
  private final long[] positions = new long[PAGES_OF_EACH];
  private ByteBuffer dirty;
  private RandomPages pages;
  private Counters counters;

  private static Dataset dataset() {
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(new DatasetFile("base/" + (16384 + i), FILE_BYTES, 500 + i));
    }
    return new Dataset("tables-8x8MiB", files);
  }

  @Setup(Level.Trial)
  public void openFiles(StorageState storage) throws IOException {
    storage.require(DATASET);
    SyncMethod method = SyncMethod.of(sync);
    int pageBytes = ByteSize.of(page);
    dirty = method.buffer(Payload.of(pageBytes, 15), storage.directory(), pageBytes);
    pages = new RandomPages((int) (FILE_BYTES / pageBytes), 16);
    for (DatasetFile file : DATASET.files()) {
      Path path = file.in(storage.directory());
      files.add(method.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void checkpoint() throws IOException {
    for (FileChannel file : files) {
      for (int i = 0; i < PAGES_OF_EACH; i++) {
        positions[i] = (long) pages.next() * dirty.capacity();
      }
      Arrays.sort(positions);
      for (long position : positions) {
        counters.bytesWritten += file.write(dirty.clear(), position);
      }
    }
    for (FileChannel file : files) {
      file.force(true);
      counters.flushes++;
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void closeFiles() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
  }
}
