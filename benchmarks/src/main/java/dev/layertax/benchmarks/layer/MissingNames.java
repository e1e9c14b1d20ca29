package dev.layertax.benchmarks.layer;

import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * What does it cost to ask for a name that was never asked for and is not there?
 *
 * <p>Note: a number of names and not a time, for the kernel keeps each of them in every layer, and
 * with tens of millions it finds none as fast as before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class MissingNames {
  static final String DIRECTORY = "absent";
  private static final int NAMES = 300;

  @Param("")
  public String location;

  private final String prefix = "absent-" + Long.toString(System.nanoTime(), 36) + "-";
  private Location open;
  private Path directory;
  private int count;

  @Setup(Level.Trial)
  public void open() throws IOException {
    open = Location.open(location);
    directory = open.directory().resolve(DIRECTORY);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    open.close();
  }

  @Benchmark
  @OperationsPerInvocation(NAMES)
  public int missing() {
    int found = 0;
    for (int i = 0; i < NAMES; i++) {
      if (Files.exists(directory.resolve(prefix + count++))) {
        found++;
      }
    }
    return found;
  }
}
