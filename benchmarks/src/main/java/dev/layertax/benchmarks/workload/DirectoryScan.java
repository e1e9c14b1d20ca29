package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * What does it cost to list a big directory that several layers of the image share?
 *
 * <p>Class path scanners, mail servers that open a maildir, file servers and {@code find} read
 * whole directories. overlayfs reads the directory of each layer and merges the names in memory,
 * for every open of it anew (overlayfs.rst, "readdir").
 *
 * <p>One operation opens a directory of 5,000 files that lie in 4 layers, reads all names and
 * closes it.
 *
 * <p>Note: the files are empty, for no one reads them: hard links, see {@link Dataset}. A listing
 * takes name, type and inode number from the directory alone.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main DirectoryScan -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DirectoryScan {
  static final int FILES = 5_000;
  private static final int LAYERS = 4;
  private static final String DIRECTORY = "tables";
  static final Dataset DATASET = dataset();

  private Path directory;

  private static Dataset dataset() {
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(new DatasetFile(DIRECTORY + "/" + i + ".empty", 0, 0));
    }
    return new Dataset("directory-of-5000", files, LAYERS);
  }

  @Setup(Level.Trial)
  public void requireFiles(StorageState storage) throws IOException {
    storage.require(DATASET);
    directory = storage.directory().resolve(DIRECTORY);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    storage.startCounting();
  }

  /**
   * Lists it.
   *
   * @throws IllegalStateException if not all names came: a part would be cheap
   */
  @Benchmark
  public int scan() throws IOException {
    int names = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (entry != null) {
          names++;
        }
      }
    }
    if (names != FILES) {
      throw new IllegalStateException(
          "%s has %d names, %d were shipped".formatted(directory, names, FILES));
    }
    return names;
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
