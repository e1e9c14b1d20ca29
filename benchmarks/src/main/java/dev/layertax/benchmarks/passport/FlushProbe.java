package dev.layertax.benchmarks.passport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a flush is worth in a directory, by what it costs beside the write before it.
 *
 * <p>The same 8 KiB of one file are written again and again, most times without and sometimes with
 * {@code fdatasync}, interleaved; the medians are divided. A write alone copies within the memory,
 * whatever lies below, so it tells how fast this machine does that.
 *
 * <ul>
 *   <li>Below {@value #MEMORY_BELOW} times the write: <b>memory</b>. The flush took less than the
 *       copy before it, so nothing left the memory.
 *   <li>Below {@value #SUSPICIOUS_BELOW} times: <b>suspiciously fast</b>. Something was sent, and a
 *       device may have answered; but no flash cell is programmed and no platter turns in the time
 *       in which so little is copied. Only a device whose cache outlives a power cut is honest
 *       here, and any other ignores the flush.
 *   <li>From there on: <b>durable</b>, taken at its word.
 * </ul>
 *
 * A time cannot prove durability, only its absence. Where the write itself is a message to another
 * process or machine (FUSE without a write-back cache, NFS) the ratio is smaller than the device
 * deserves: it errs towards suspicion, never towards trust.
 *
 * <p>Note: not a limit in microseconds, which is one machine's; and not against an {@code O_DIRECT}
 * write, which on a network disk is as durable, and as slow, as the flush.
 *
 * @param flushSeconds median of write and flush
 * @param writeSeconds median of the write alone
 */
record FlushProbe(double flushSeconds, double writeSeconds) {

  static final double MEMORY_BELOW = 2;
  static final double SUSPICIOUS_BELOW = 20;

  private static final int BYTES = 8 << 10;
  private static final int FLUSHES = 32;
  private static final int WRITES_BEFORE_EACH = 16;

  /** Until the JVM has compiled the call: interpreted, it would be several times as dear. */
  private static final int UNCOUNTED = 2_000;

  /** Flushes that take so long together wait for a device, and what is compiled matters no more. */
  private static final double UNCOUNTED_FLUSH_SECONDS = .1;

  /** What the ratio says. */
  enum Kind {
    DURABLE("durable"),
    SUSPICIOUSLY_FAST("suspiciously fast"),
    MEMORY("memory");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind of a flush that takes so many times what its write takes. */
    static Kind of(double ratio) {
      if (ratio < MEMORY_BELOW) {
        return MEMORY;
      }
      return ratio < SUSPICIOUS_BELOW ? SUSPICIOUSLY_FAST : DURABLE;
    }
  }

  /** Probes the directory with a file of its own, which it removes. */
  static FlushProbe of(Path directory) throws IOException {
    Path file = directory.resolve(".layertax-flush-" + Long.toHexString(System.nanoTime()));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < UNCOUNTED; i++) {
        write(channel, bytes);
      }
      double flushing = 0;
      for (int i = 0; i < UNCOUNTED && flushing < UNCOUNTED_FLUSH_SECONDS; i++) {
        flushing += flush(channel, bytes);
      }
      double[] writes = new double[FLUSHES * WRITES_BEFORE_EACH];
      double[] flushes = new double[FLUSHES];
      for (int i = 0; i < writes.length; i++) {
        writes[i] = write(channel, bytes);
        if (i % WRITES_BEFORE_EACH == WRITES_BEFORE_EACH - 1) {
          flushes[i / WRITES_BEFORE_EACH] = flush(channel, bytes);
        }
      }
      return new FlushProbe(median(flushes), median(writes));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Seconds of a write. */
  private static double write(FileChannel channel, ByteBuffer bytes) throws IOException {
    bytes.clear();
    long before = System.nanoTime();
    channel.write(bytes, 0);
    return (System.nanoTime() - before) / 1e9;
  }

  /** Seconds of a write and its flush. */
  private static double flush(FileChannel channel, ByteBuffer bytes) throws IOException {
    bytes.clear();
    long before = System.nanoTime();
    channel.write(bytes, 0);
    channel.force(false);
    return (System.nanoTime() - before) / 1e9;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  Kind kind() {
    return Kind.of(flushSeconds / writeSeconds);
  }

  /** For example {@code durable, 812 µs, 240 times a write}. */
  @Override
  public String toString() {
    double ratio = flushSeconds / writeSeconds;
    return String.format(
        Locale.ROOT,
        ratio < 10 ? "%s, %.0f µs, %.1f times a write" : "%s, %.0f µs, %.0f times a write",
        kind().words,
        flushSeconds * 1e6,
        ratio);
  }
}
