package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
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
 * Does the machine compute as fast as before?
 *
 * <p>A watch on the machine, not on storage: what slows this down (a neighbour, a lower clock,
 * stolen time) slows every cell of the block.
 *
 * <p>One operation is the CRC-32C of a buffer of 256 KiB, which fits the second-level cache. It
 * takes a location, as all do, and writes nothing there.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main CpuSentinel
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CpuSentinel {
  private final ByteBuffer buffer = Payload.of(256 << 10, 12);
  private final CRC32C checksum = new CRC32C();

  @Setup(Level.Iteration)
  public void startCounting(StorageState storage) throws IOException {
    storage.startCounting();
  }

  @Benchmark
  public long compute() {
    checksum.reset();
    checksum.update(buffer.clear());
    return checksum.getValue();
  }

  @TearDown(Level.Iteration)
  public void stopCounting(StorageState storage) throws IOException {
    storage.stopCounting();
  }
}
