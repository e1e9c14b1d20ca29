package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a commit cost that appends to a log?
 *
 * <p>PostgreSQL ({@code wal_sync_method=fdatasync}), MySQL's binary log ({@code sync_binlog=1}),
 * Kafka with {@code flush.messages=1} and etcd all append a record and wait until it is durable.
 * The log is a file of the database's own making, so a copy-on-write layer has nothing to copy.
 *
 * <p>One operation appends one record of 8 KiB to a growing file, and calls fdatasync. Each
 * iteration has a segment file of its own, removed at its end; a full one, of 16 MiB as in
 * PostgreSQL, is emptied and begun again, so that a log in memory keeps within bounds.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main WalAppend -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WalAppend {
  static final int RECORD_BYTES = 8 << 10;

  /** PostgreSQL's default {@code wal_segment_size}. */
  private static final long SEGMENT_BYTES = 16 << 20;

  private final ByteBuffer record = Payload.of(RECORD_BYTES, 1);
  private int number;
  private Path segment;
  private FileChannel log;
  private long room;
  private Counters counters;

  @Setup(Level.Iteration)
  public void startSegment(StorageState storage) throws IOException {
    segment = storage.directory().resolve("wal-" + number++ + ".log");
    log = FileChannel.open(segment, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    room = SEGMENT_BYTES;
    counters = storage.startCounting();
  }

  @Benchmark
  public void append() throws IOException {
    if (room < RECORD_BYTES) {
      log.truncate(0);
      room = SEGMENT_BYTES;
    }
    room -= RECORD_BYTES;
    counters.bytesWritten += log.write(record.clear());
    log.force(false);
    counters.flushes++;
    KnownDelay.endOperation();
  }

  @TearDown(Level.Iteration)
  public void endSegment(StorageState storage) throws IOException {
    storage.stopCounting();
    log.close();
    Files.delete(segment);
  }
}
