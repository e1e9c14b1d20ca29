package dev.layertax.benchmarks.layer;

import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does each call cost that a file of the image, or a name, is good for only once?
 *
 * <p>Every iteration has a directory of its own, of those that {@link CompareLayers} ships.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = ImageCalls.ITERATIONS / 2)
@Measurement(iterations = ImageCalls.ITERATIONS / 2)
public class ImageCalls {
  /** Directories of image files, for each call that changes them. */
  static final int ITERATIONS = 20;

  /** Image files in each directory. */
  static final int FILES = 100;

  static final int FILE_BYTES = 4 << 10;

  @Param("")
  public String location;

  private final ByteBuffer page = ByteBuffer.allocateDirect(FILE_BYTES);
  private Location open;
  private Path fresh;
  private int iteration;

  /** The directory of image files that an iteration of a call has for itself. */
  static String directory(String call, int iteration) {
    return call + "/" + iteration;
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    open = Location.open(location);
    fresh = open.directory().resolve("fresh");
    Files.createDirectory(fresh);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    Files.delete(fresh);
    open.close();
  }

  @Setup(Level.Iteration)
  public void nextDirectory() {
    iteration++;
  }

  /** So that every iteration creates in an empty directory that is as warm as the others'. */
  @TearDown(Level.Iteration)
  public void empty() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.deleteIfExists(fresh.resolve("file-" + i));
    }
  }

  /** Files that are there to be deleted. */
  @State(Scope.Benchmark)
  public static class Written {
    @Setup(Level.Iteration)
    public void write(ImageCalls calls) throws IOException {
      for (int i = 0; i < FILES; i++) {
        Files.createFile(calls.fresh.resolve("file-" + i));
      }
    }
  }

  private Path image(String call, int number) {
    return open.directory().resolve(directory(call, iteration - 1)).resolve("file-" + number);
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void create() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.createFile(fresh.resolve("file-" + i));
    }
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void delete(Written written) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.delete(fresh.resolve("file-" + i));
    }
  }

  /** Opens an image file of 4 KiB for writing, writes it and closes it. */
  @Benchmark
  @OperationsPerInvocation(FILES)
  public void firstWrite() throws IOException {
    for (int i = 0; i < FILES; i++) {
      try (FileChannel file = FileChannel.open(image("firstWrite", i), StandardOpenOption.WRITE)) {
        file.write(page.clear());
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void changeMode() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.setPosixFilePermissions(
          image("changeMode", i), PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void deleteImageFile() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.delete(image("deleteImageFile", i));
    }
  }

  /** Lists a merged directory that was not listed before, per name in it. */
  @Benchmark
  @OperationsPerInvocation(FILES)
  public void listFirst(Blackhole names) throws IOException {
    Path directory = open.directory().resolve(directory("listFirst", iteration - 1));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(names::consume);
    }
  }
}
