package dev.layertax.benchmarks.workload;

import dev.layertax.benchmarks.dataset.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What does a commit cost when many writers share one flush?
 *
 * <p>PostgreSQL's backends put their records into the log's buffers, and the first that finds
 * nobody flushing writes and flushes all that is there; the others wait, and most find their record
 * durable when they wake ({@code XLogFlush} and {@code LWLockAcquireOrWait}). RocksDB's write group
 * with its leader, MySQL's binary log with {@code sync_binlog=1} and etcd's batches do the same.
 *
 * <p>One operation is one commit of one writer: its record goes into a buffer that all share; a
 * leader appends the buffer to the log by one write and calls fdatasync, and every writer whose
 * record it held goes on. The cost is the elapsed time over the commits of all writers, the inverse
 * of their throughput; the latencies are those one writer sees. The log is a file of the database's
 * own making; as in {@link WalAppend} it has 16 MiB, and is emptied when full.
 *
 * <p>Note: how many commits share a flush is the result, so {@code flushes} is no round number:
 * between 1 and 1 / writers of an operation. A leader waits for nobody, as with {@code
 * commit_delay=0}.
 *
 * <pre>
 * java -cp harness/target/layertax.jar org.openjdk.jmh.Main GroupCommit -p writers=8 -t 8 -p location=file:///some/dir
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GroupCommit {
  private static final long SEGMENT_BYTES = 16 << 20;

  /** As many threads have to run: {@code -t 8}. */
  @Param({"1", "8", "32"})
  public String writers;

  /** Bytes that a transaction logs. */
  @Param({"512B", "8KiB"})
  public String record;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flushed = lock.newCondition();
  private ByteBuffer filling;
  private ByteBuffer spare;
  private long insertedBytes;
  private long durableBytes;
  private boolean flushing;
  private Exception failure;

  private int number;
  private Path segment;
  private FileChannel log;
  private long room;
  private Counters counters;

  /** One writer's record. */
  @State(Scope.Thread)
  public static class Writer {
    private ByteBuffer record;

    @Setup(Level.Trial)
    public void fill(GroupCommit shared, ThreadParams thread) {
      fill(ByteSize.of(shared.record), thread.getThreadIndex());
    }

    void fill(int recordBytes, int index) {
      record = Payload.of(recordBytes, 900 + index);
    }
  }

  @Setup(Level.Trial)
  public void allocateBuffers(BenchmarkParams benchmark) {
    allocateBuffers(benchmark.getThreads());
  }

  void allocateBuffers(int threads) {
    if (threads != Integer.parseInt(writers)) {
      throw new IllegalArgumentException(
          "writers=%s needs as many threads, got %d; say -t %1$s".formatted(writers, threads));
    }
    filling = ByteBuffer.allocateDirect(threads * ByteSize.of(record));
    spare = ByteBuffer.allocateDirect(filling.capacity());
  }

  @Setup(Level.Iteration)
  public void startSegment(StorageState storage) throws IOException {
    segment = storage.directory().resolve("group-" + number++ + ".log");
    log = FileChannel.open(segment, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    room = SEGMENT_BYTES;
    counters = storage.startCounting();
  }

  @Benchmark
  public void commit(Writer writer) throws IOException {
    lock.lock();
    try {
      filling.put(writer.record.clear());
      insertedBytes += writer.record.capacity();
      long end = insertedBytes;
      while (durableBytes < end) {
        if (failure != null) {
          throw new IOException("the flush for this commit failed: " + failure, failure);
        }
        if (flushing) {
          flushed.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Flushes what is in the buffer, while others fill the spare one. */
  private void lead() {
    ByteBuffer group = filling.flip();
    filling = spare.clear();
    spare = group;
    long end = insertedBytes;
    flushing = true;
    lock.unlock();
    Exception failed = null;
    try {
      append(group);
    } catch (IOException | RuntimeException e) {
      failed = e;
    } finally {
      lock.lock();
      flushing = false;
      failure = failed;
      durableBytes = failed == null ? end : durableBytes;
      flushed.signalAll();
    }
  }

  private void append(ByteBuffer group) throws IOException {
    if (room < group.remaining()) {
      log.truncate(0);
      room = SEGMENT_BYTES;
    }
    room -= group.remaining();
    counters.bytesWritten += log.write(group);
    log.force(false);
    counters.flushes++;
  }

  @TearDown(Level.Iteration)
  public void endSegment(StorageState storage) throws IOException {
    storage.stopCounting();
    log.close();
    Files.delete(segment);
  }
}
