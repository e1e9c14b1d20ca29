package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.MadeDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The place a benchmark writes in, and the exact counts of what was done there.
 *
 * <p>A benchmark takes it as an argument of its fixture methods, so that it is ready before them
 * and closed after them.
 */
@State(Scope.Benchmark)
public class StorageState {
  /** A fresh directory under the working directory, removed when this JVM ends. */
  static final String TEMPORARY = "temporary";

  /** A static because JMH offers a state no way to hand counts to what collects its results. */
  private static volatile IterationCounts lastIteration;

  private static volatile String verification;

  /** A URI, {@code file:///dir} or {@code union:/dir?lower=…}, or {@code temporary}. */
  @Param(TEMPORARY)
  public String location;

  private Location open;
  private Counters counters;
  private long bytesCopiedUpBefore;
  private long filesCopiedUpBefore;
  private long startNanos;

  @Setup(Level.Trial)
  public void open() throws IOException {
    if (location.equals(TEMPORARY)) {
      Path temporary = Files.createTempDirectory(Path.of("").toAbsolutePath(), "layertax-");
      // Not in close: JMH calls no teardown after a failure.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> removeTree(temporary)));
      open = Location.open(temporary.toUri().toString());
    } else {
      open = Location.open(location);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    open.close();
  }

  /** Where the benchmark writes. */
  public Path directory() {
    return open.directory();
  }

  /** Whether it writes in a copy-on-write layer, the kernel's or the simulated one. */
  public boolean isLayer() {
    return open.isLayer();
  }

  /**
   * Sees to it that the dataset is there. On a copy-on-write layer it must be: a file written now
   * would be the layer's own, with nothing to copy up. Elsewhere absent files are written.
   */
  void require(Dataset dataset) throws IOException {
    if (open.isLayer()) {
      dataset.verify(directory());
    } else {
      dataset.provision(directory());
    }
  }

  /**
   * Sees to it that what a program makes is there. On a copy-on-write layer it must be, as in
   * {@link #require(Dataset)}; elsewhere it is made if it is absent.
   *
   * @param path a file or directory that the program writes, relative to the place
   * @return where it lies
   */
  public Path require(MadeDataset made, String path) throws IOException {
    Path there = directory().resolve(path);
    if (!Files.exists(there)) {
      if (open.isLayer()) {
        throw new NoSuchFileException(
            there.toString(), null, "is absent; it ships in the image of dataset " + made.name());
      }
      made.maker().make(directory());
    }
    return there;
  }

  /** Starts an iteration's counts at zero; the last thing its setup does. */
  Counters startCounting() throws IOException {
    start(new Counters());
    return counters;
  }

  /**
   * Starts an iteration of a benchmark whose own writes are not counted, such as those of a
   * database: the last thing its setup does.
   */
  public void startTiming() throws IOException {
    start(null);
  }

  private void start(Counters counted) throws IOException {
    counters = counted;
    bytesCopiedUpBefore = open.layerCounter("bytesCopiedUp");
    filesCopiedUpBefore = open.layerCounter("filesCopiedUp");
    startNanos = System.nanoTime();
  }

  /** Ends an iteration's counts; the first thing its teardown does. */
  void stopCounting() throws IOException {
    stopTiming();
  }

  /** Ends an iteration; the first thing its teardown does. */
  public void stopTiming() throws IOException {
    long nanos = System.nanoTime() - startNanos;
    Map<String, Long> counts = new HashMap<>();
    if (counters != null) {
      counts.put("bytesWritten", counters.bytesWritten);
      counts.put("flushes", counters.flushes);
      counts.put("filesCreated", counters.filesCreated);
      counts.put("filesRenamed", counters.filesRenamed);
      counts.put("filesDeleted", counters.filesDeleted);
    }
    if (bytesCopiedUpBefore >= 0) {
      counts.put("bytesCopiedUp", open.layerCounter("bytesCopiedUp") - bytesCopiedUpBefore);
      counts.put("filesCopiedUp", open.layerCounter("filesCopiedUp") - filesCopiedUpBefore);
    }
    lastIteration = new IterationCounts(nanos, counts);
  }

  /** What the iteration did that this JVM finished last; null before the first. */
  public static IterationCounts lastIteration() {
    return lastIteration;
  }

  /**
   * Says that the data was looked over after the last iteration, and is right. A benchmark that
   * finds it wrong throws instead, and its visit fails with that reason.
   *
   * @param what was found, in one line, such as {@code 1,200 rows, sums agree, integrity_check ok}
   */
  public void verified(String what) {
    verification = what;
  }

  /** What this JVM's benchmark said of its data; null when it said nothing. */
  public static String verification() {
    return verification;
  }

  private static void removeTree(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("could not remove " + root + ", please do: " + e);
    }
  }
}
