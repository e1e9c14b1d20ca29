package dev.layertax.benchmarks.layer;

import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does each call cost that may be made again and again?
 *
 * <p>The location holds what {@link CompareLayers} puts there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class LayerCalls {
  static final String TABLE = "table";
  static final int TABLE_PAGES = 1024;
  static final int PAGE_BYTES = 8 << 10;
  static final String HOT = "some/where/hot";
  static final String LISTED = "listed";
  static final String SPOOL = "spool";

  /** A URI, {@code file:///dir} or {@code union:/dir?lower=…}. */
  @Param("")
  public String location;

  private final ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
  private final String prefix = "new-" + Long.toString(System.nanoTime(), 36) + "-";
  private Location open;
  private Path directory;
  private Path hot;
  private FileChannel table;
  private long count;

  @Setup(Level.Trial)
  public void open() throws IOException {
    open = Location.open(location);
    directory = open.directory();
    hot = directory.resolve(HOT);
    table = FileChannel.open(directory.resolve(TABLE), StandardOpenOption.WRITE);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    table.close();
    open.close();
  }

  /** Writes one page of 8 KiB of a file that is open and, in a layer, copied up. */
  @Benchmark
  public int write() throws IOException {
    // A stride that is odd, so that it comes by all pages.
    long number = count++ * 389 % TABLE_PAGES;
    return table.write(page.clear(), number * PAGE_BYTES);
  }

  @Benchmark
  public void openHot() throws IOException {
    FileChannel.open(hot, StandardOpenOption.READ).close();
  }

  @Benchmark
  public Object statHot() throws IOException {
    return Files.readAttributes(hot, BasicFileAttributes.class);
  }

  @Benchmark
  public void list(Blackhole names) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.resolve(LISTED))) {
      stream.forEach(names::consume);
    }
  }

  @Benchmark
  public void createAndDelete() throws IOException {
    Path file = directory.resolve(SPOOL).resolve(prefix + count++);
    Files.createFile(file);
    Files.delete(file);
  }
}
