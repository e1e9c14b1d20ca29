package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.dataset.RandomPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a write cost when many threads write to one file, past the page cache?
 *
 * <p>InnoDB with {@code innodb_flush_method=O_DIRECT}: its page cleaners and write threads share
 * one descriptor of a tablespace. A file system such as ext4 or XFS lets such overwrites go on side
 * by side; overlayfs holds the file's lock exclusively around each ({@code ovl_write_iter} in
 * fs/overlayfs/file.c), so that the device sees one at a time.
 *
 * <p>One operation overwrites one 4 KiB page of a 64 MiB file with O_DIRECT, at a uniformly random
 * page number; 8 threads do so at once, each from a buffer of its own. The file is opened for
 * writing before the timing starts, so the layer's copy of it is not part of the answer. The cost
 * of an operation is the elapsed time over the operations of all threads, the inverse of their
 * throughput; the latencies are those one thread sees.
 *
 * <p>Note: one channel for all threads, as InnoDB has; {@code FileChannel} writes at a position
 * side by side where the kernel does.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main SharedFileDirect -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Threads(SharedFileDirect.THREADS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharedFileDirect {
  static final int THREADS = 8;
  static final int PAGE_BYTES = 4 << 10;
  private static final int PAGES = (int) (PageUpdate.TABLE_BYTES / PAGE_BYTES);

  private final List<Writer> writers = new CopyOnWriteArrayList<>();
  private FileChannel table;
  private int blockBytes;
  private Counters counters;

  /** One thread's buffer, page numbers and count, which no other thread touches meanwhile. */
  @State(Scope.Thread)
  public static class Writer {
    private ByteBuffer page;
    private RandomPages pages;
    private long bytesWritten;

    @Setup(Level.Trial)
    public void join(SharedFileDirect shared) {
      shared.admit(this);
    }
  }

  @Setup(Level.Trial)
  public void openTable(StorageState storage) throws IOException {
    storage.require(PageUpdate.DATASET);
    Path path = PageUpdate.TABLE.in(storage.directory());
    blockBytes = DirectFile.blockBytes(path, PAGE_BYTES);
    table = DirectFile.open(path, StandardOpenOption.WRITE);
  }

  private synchronized void admit(Writer writer) {
    int number = writers.size();
    writer.page = DirectFile.aligned(Payload.of(PAGE_BYTES, 700 + number), blockBytes);
    writer.pages = new RandomPages(PAGES, 800 + number);
    writers.add(writer);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    for (Writer writer : writers) {
      writer.bytesWritten = 0;
    }
    counters = storage.startCounting();
  }

  @Benchmark
  public void write(Writer writer) throws IOException {
    long position = (long) writer.pages.next() * PAGE_BYTES;
    writer.bytesWritten += table.write(writer.page.rewind(), position);
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    for (Writer writer : writers) {
      counters.bytesWritten += writer.bytesWritten;
    }
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void closeTable() throws IOException {
    table.close();
  }
}
