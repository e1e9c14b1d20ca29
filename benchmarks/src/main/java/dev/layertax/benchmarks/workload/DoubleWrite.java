package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.dataset.RandomPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

/**
 * What does it cost to write pages twice, so that a crash cannot leave half of one?
 *
 * <p>InnoDB's page cleaner ({@code buf0dblwr.cc} of MySQL 8.0.20 and later): a batch of pages goes
 * to the doublewrite file by one write, which is fsynced; then each page goes in place, and the
 * tablespace is fsynced. With {@code innodb_flush_method=O_DIRECT}, the default since 8.4, all
 * writes go past the page cache, and the doublewrite file is not fsynced.
 *
 * <p>One operation is one batch of 32 random pages of a 64 MiB tablespace that the image ships. The
 * doublewrite file is the database's own, of a batch's size, and reused. Both are open and the
 * doublewrite file is written before the timing starts, as InnoDB does when it starts, so the
 * layer's copy of the tablespace is not part of the answer; {@link FirstWrite} asks about that.
 *
 * <p>Note: one page after the other, where InnoDB has threads for them: {@link SharedFileDirect}
 * asks what a layer makes of those.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main DoubleWrite -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DoubleWrite {
  static final int BATCH_PAGES = 32;

  /** Bytes of a page, {@code innodb_page_size}. */
  @Param({"4KiB", "16KiB"})
  public String page;

  /** {@code fsync} or {@code O_DIRECT}, as {@code innodb_flush_method}. */
  @Param({"fsync", "O_DIRECT"})
  public String sync;

  private boolean flushFirst;
  private int pageBytes;
  private ByteBuffer batch;
  private RandomPages pages;
  private Path copyPath;
  private FileChannel copy;
  private FileChannel table;
  private Counters counters;

  @Setup(Level.Trial)
  public void openFiles(StorageState storage) throws IOException {
    storage.require(PageUpdate.DATASET);
    SyncMethod method = SyncMethod.of(sync);
    flushFirst = method != SyncMethod.DIRECT;
    pageBytes = ByteSize.of(page);
    ByteBuffer content = Payload.of(BATCH_PAGES * pageBytes, 17);
    batch = method.buffer(content, storage.directory(), pageBytes);
    pages = new RandomPages((int) (PageUpdate.TABLE_BYTES / pageBytes), 18);
    copyPath = storage.directory().resolve("ib_0.dblwr");
    copy = method.open(copyPath, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    copy.write(batch.clear(), 0);
    copy.force(true);
    table = method.open(PageUpdate.TABLE.in(storage.directory()), StandardOpenOption.WRITE);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    counters = storage.startCounting();
  }

  @Benchmark
  public void writeBatch() throws IOException {
    counters.bytesWritten += copy.write(batch.clear(), 0);
    if (flushFirst) {
      flush(copy);
    }
    for (int i = 0; i < BATCH_PAGES; i++) {
      batch.limit((i + 1) * pageBytes).position(i * pageBytes);
      counters.bytesWritten += table.write(batch, (long) pages.next() * pageBytes);
    }
    flush(table);
  }

  private void flush(FileChannel channel) throws IOException {
    channel.force(true);
    counters.flushes++;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }

  @TearDown(Level.Trial)
  public void closeFiles() throws IOException {
    table.close();
    copy.close();
    Files.delete(copyPath);
  }
}
