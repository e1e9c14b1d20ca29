package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Dataset;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
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
public class Storage {
  /** A fresh directory under the working directory, removed at the end. */
  static final String TEMPORARY = "temporary";

  /** A static because JMH offers a state no way to hand counts to what collects its results. */
  private static volatile Map<String, Long> lastIteration = Map.of();

  /** A URI, {@code file:///dir} or {@code union:/dir?lower=…}, or {@code temporary}. */
  @Param(TEMPORARY)
  public String location;

  private Location open;
  private Path temporary;
  private Counters counters;
  private long bytesCopiedUpBefore;
  private long filesCopiedUpBefore;

  @Setup(Level.Trial)
  public void open() throws IOException {
    if (location.equals(TEMPORARY)) {
      temporary = Files.createTempDirectory(Path.of("").toAbsolutePath(), "layertax-");
      open = Location.open(temporary.toUri().toString());
    } else {
      open = Location.open(location);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    open.close();
    if (temporary != null) {
      removeTree(temporary);
    }
  }

  Path directory() {
    return open.directory();
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

  /** Starts an iteration's counts at zero; the last thing its setup does. */
  Counters startCounting() throws IOException {
    counters = new Counters();
    bytesCopiedUpBefore = open.layerCounter("bytesCopiedUp");
    filesCopiedUpBefore = open.layerCounter("filesCopiedUp");
    return counters;
  }

  /** Ends an iteration's counts; the first thing its teardown does. */
  void stopCounting() throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("bytesWritten", counters.bytesWritten);
    counts.put("flushes", counters.flushes);
    counts.put("filesCreated", counters.filesCreated);
    counts.put("filesRenamed", counters.filesRenamed);
    counts.put("filesDeleted", counters.filesDeleted);
    if (bytesCopiedUpBefore >= 0) {
      counts.put("bytesCopiedUp", open.layerCounter("bytesCopiedUp") - bytesCopiedUpBefore);
      counts.put("filesCopiedUp", open.layerCounter("filesCopiedUp") - filesCopiedUpBefore);
    }
    lastIteration = counts;
  }

  /**
   * Exact counts by name of the iteration this JVM finished last, over all its operations, JMH's
   * unmeasured ones included; without the copy-up counters on a layer that does not count.
   */
  public static Map<String, Long> lastIteration() {
    return lastIteration;
  }

  private static void removeTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
