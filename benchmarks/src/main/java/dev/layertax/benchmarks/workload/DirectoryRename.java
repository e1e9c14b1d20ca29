package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What does it cost to rename a directory of the image?
 *
 * <p>Package managers such as npm move a package's directory aside before they install another
 * version, upgrade scripts do so with a data directory. overlayfs refuses with EXDEV where a lower
 * layer has the directory (overlayfs.rst, "renaming directories"), and mv(1) falls back on a copy.
 *
 * <p>One operation renames a directory of 8 files of 4 KiB each that was not touched before. Where
 * that is refused it makes the new directory, copies the files with their attributes, and deletes
 * the old ones and their directory, as mv does; nothing is flushed, as mv flushes nothing. The
 * counters count a directory as a file: 1 renamed, or 9 created and 9 deleted.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main DirectoryRename -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = DirectoryRename.WARMUP_DIRECTORIES)
@Measurement(iterations = 2)
public class DirectoryRename {
  static final int DIRECTORIES = 8;
  static final int WARMUP_DIRECTORIES = 64;
  private static final int FILES = 8;
  private static final int FILE_BYTES = 4 << 10;
  static final Dataset DATASET = dataset();

  private int measured;
  private int warmedUp;
  private Path directory;
  private Path renamed;
  private Counters counters;

  private static Dataset dataset() {
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < DIRECTORIES * FILES; i++) {
      files.add(new DatasetFile("packages/" + i / FILES + "/" + i % FILES, FILE_BYTES, 500 + i));
    }
    for (int i = 0; i < WARMUP_DIRECTORIES * FILES; i++) {
      String path = "packages/warmup-" + i / FILES + "/" + i % FILES;
      files.add(new DatasetFile(path, FILE_BYTES, 600 + i));
    }
    return new Dataset("packages", files);
  }

  @Setup(Level.Trial)
  public void requireDirectories(StorageState storage, BenchmarkParams benchmark)
      throws IOException {
    int iterations = benchmark.getMeasurement().getCount();
    int warmups = benchmark.getWarmup().getCount();
    if (iterations > DIRECTORIES || warmups > WARMUP_DIRECTORIES) {
      throw new IllegalArgumentException(
          "there are directories for %d warm-up and %d measured iterations, %d and %d were asked for"
              .formatted(WARMUP_DIRECTORIES, DIRECTORIES, warmups, iterations));
    }
    storage.require(DATASET);
  }

  @Setup(Level.Iteration)
  public void chooseDirectory(StorageState storage, IterationParams iteration) throws IOException {
    boolean warmingUp = iteration.getType() == IterationType.WARMUP;
    String name = warmingUp ? "warmup-" + warmedUp++ : Integer.toString(measured++);
    directory = storage.directory().resolve("packages").resolve(name);
    renamed = directory.resolveSibling(name + ".old");
    counters = storage.startCounting();
  }

  @Benchmark
  public void rename() throws IOException {
    try {
      Files.move(directory, renamed, StandardCopyOption.ATOMIC_MOVE);
      counters.filesRenamed++;
    } catch (AtomicMoveNotSupportedException refused) {
      copy();
      delete();
    }
  }

  private void copy() throws IOException {
    Files.createDirectory(renamed);
    counters.filesCreated++;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Path copy = renamed.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        counters.filesCreated++;
        counters.bytesWritten += FILE_BYTES;
      }
    }
  }

  private void delete() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
        counters.filesDeleted++;
      }
    }
    Files.delete(directory);
    counters.filesDeleted++;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
