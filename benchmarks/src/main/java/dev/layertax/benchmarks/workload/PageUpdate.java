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
 * What does it cost to overwrite a page of a table that the image ships?
 *
 * <p>PostgreSQL's checkpointer and background writer write 8 KiB pages in place and leave the
 * flushing to a later fsync ({@code sync=none}); a storage engine without a log, or one that writes
 * through a double-write buffer, flushes after each ({@code sync=fdatasync}).
 *
 * <p>One operation overwrites one 8 KiB page of a 64 MiB file, at a uniformly random page number.
 * The file is opened for writing before the timing starts, so that the layer's copy of it is not
 * part of the answer; {@link FirstWrite} asks about that.
 *
 * <p>Note: 64 MiB stays in the page cache everywhere, so that the layer's own work is what differs,
 * not the disk's.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main PageUpdate -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageUpdate {
  static final int PAGE_BYTES = 8 << 10;
  static final long TABLE_BYTES = 64 << 20;
  static final DatasetFile TABLE = new DatasetFile("table.dat", TABLE_BYTES, 2);
  static final Dataset DATASET = new Dataset("table-64MiB", List.of(TABLE));

  /** {@code none} or {@code fdatasync}: what follows each write. */
  @Param({"none", "fdatasync"})
  public String sync;

  private final ByteBuffer page = Payload.of(PAGE_BYTES, 3);
  private final RandomPages pages = new RandomPages((int) (TABLE_BYTES / PAGE_BYTES), 4);
  private boolean flush;
  private FileChannel table;
  private Counters counters;

  @Setup(Level.Trial)
  public void openTable(StorageState storage) throws IOException {
    flush = sync.equals("fdatasync");
    storage.require(DATASET);
    Path path = TABLE.in(storage.directory());
    table = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void update() throws IOException {
    counters.bytesWritten += table.write(page.clear(), (long) pages.next() * PAGE_BYTES);
    if (flush) {
      table.force(false);
      counters.flushes++;
    }
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void closeTable() throws IOException {
    table.close();
  }
}
