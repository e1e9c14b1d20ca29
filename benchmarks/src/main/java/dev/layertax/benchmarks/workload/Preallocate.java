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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a synced record cost in a log file that was allocated before?
 *
 * <p>PostgreSQL fills a new segment with zeros and fsyncs it before its first record ({@code
 * wal_init_zero=on}), or writes its end alone, which leaves a hole ({@code off}); InnoDB's redo log
 * and etcd's log are allocated too. A record in a file that grows, or that fills a hole, changes
 * the file's metadata, so a flush has to write the file system's journal as well; one in place of
 * zeros does not.
 *
 * <p>One operation writes one record of 8 KiB at the end of the log, and makes it durable by the
 * method of {@code sync}. Each iteration has a segment of its own, allocated and fsynced before the
 * timing starts, as PostgreSQL does it ahead of need; with {@code allocation=none} it is empty and
 * grows. A full one of zeros is begun again, as PostgreSQL recycles them; another is emptied and
 * allocated anew.
 *
 * <p>Note: a segment has 4 MiB, a quarter of PostgreSQL's, since each iteration allocates one; and
 * the end of one with a hole is a whole record, since O_DIRECT writes no single byte.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main Preallocate -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Preallocate {
  static final int RECORD_BYTES = 8 << 10;
  private static final int SEGMENT_BYTES = 4 << 20;
  private static final int CHUNK_BYTES = 1 << 20;

  /** {@code none}, {@code sparse} for a hole with an end, or {@code zeros}. */
  @Param({"none", "sparse", "zeros"})
  public String allocation;

  /** How a record becomes durable, {@code wal_sync_method}. */
  @Param({"fdatasync", "fsync", "O_DSYNC", "O_DIRECT"})
  public String sync;

  private SyncMethod method;
  private ByteBuffer record;
  private ByteBuffer zeros;
  private int number;
  private Path segment;
  private FileChannel log;
  private long position;
  private Counters counters;

  @Setup(Level.Trial)
  public void allocateBuffers(StorageState storage) throws IOException {
    method = SyncMethod.of(sync);
    record = method.buffer(Payload.of(RECORD_BYTES, 19), storage.directory(), RECORD_BYTES);
    ByteBuffer empty = ByteBuffer.allocateDirect(CHUNK_BYTES);
    zeros = method.buffer(empty, storage.directory(), RECORD_BYTES);
  }

  @Setup(Level.Iteration)
  public void startSegment(StorageState storage) throws IOException {
    segment = storage.directory().resolve("segment-" + number++ + ".log");
    log = method.open(segment, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    allocate();
    log.force(true);
    position = 0;
    counters = storage.startCounting();
  }

  private void allocate() throws IOException {
    if (allocation.equals("zeros")) {
      for (int at = 0; at < SEGMENT_BYTES; at += CHUNK_BYTES) {
        log.write(zeros.clear(), at);
      }
    } else if (allocation.equals("sparse")) {
      log.write(zeros.clear().limit(RECORD_BYTES), SEGMENT_BYTES - RECORD_BYTES);
    }
  }

  @Benchmark
  public void append() throws IOException {
    if (position == SEGMENT_BYTES) {
      beginAgain();
    }
    counters.bytesWritten += log.write(record.clear(), position);
    method.flush(log, counters);
    position += RECORD_BYTES;
  }

  private void beginAgain() throws IOException {
    position = 0;
    if (!allocation.equals("zeros")) {
      log.truncate(0);
      allocate();
    }
  }

  @TearDown(Level.Iteration)
  public void endSegment(StorageState storage) throws IOException {
    storage.stopCounting();
    log.close();
    Files.delete(segment);
  }
}
