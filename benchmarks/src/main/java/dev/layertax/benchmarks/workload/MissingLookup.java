package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * What does it cost to look for a name that is not there, in a directory that many layers have?
 *
 * <p>Interpreters and shells look for a module in each directory of a search path ({@code
 * sys.path}, {@code node_modules}, {@code PATH}, a class path of directories), and most lookups
 * find nothing. overlayfs asks every layer that has the directory, one after another, before it can
 * say so (overlayfs.rst, "Merging directories").
 *
 * <p>One operation asks whether a file exists, under a name that no program asked for before. Where
 * there is no layer, the same directory is asked, with the same files.
 *
 * <p>Note: an absent name is kept as a negative dentry in each layer's directory, so names never
 * come back, not in the image's next container either; asking twice would ask the dentry cache. The
 * dentries pile up, some 200 bytes for a name and layer, until the kernel reclaims them; a volume's
 * go with its directory, an image's stay. They are part of what this pattern does to a machine.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main MissingLookup -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MissingLookup {
  private static final String DIRECTORY = "modules";

  /** How many layers of the image have the directory, by its name. */
  private static final Map<String, Integer> LAYERS = Map.of("1", 1, "20", 20, "100", 100);

  @Param({"1", "20", "100"})
  public String layers;

  private final String prefix = "absent-" + Long.toString(System.nanoTime(), 36) + "-";
  private Path directory;
  private long number;

  /** As many files for each value, so that a plain directory is the same for all of them. */
  static Dataset dataset(Map<String, String> params) {
    int layers = LAYERS.get(params.get("layers"));
    List<DatasetFile> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      files.add(new DatasetFile(DIRECTORY + "/" + i, 0, 400 + i));
    }
    return new Dataset("modules-in-" + layers + "-layers", files, layers);
  }

  @Setup(Level.Trial)
  public void requireDirectory(StorageState storage) throws IOException {
    storage.require(dataset(Map.of("layers", layers)));
    directory = storage.directory().resolve(DIRECTORY);
  }

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    storage.startCounting();
  }

  @Benchmark
  public boolean isThere() {
    return Files.exists(directory.resolve(prefix + number++));
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
