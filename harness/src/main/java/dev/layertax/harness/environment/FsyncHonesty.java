package dev.layertax.harness.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a flush is worth in a directory: how long 8 KiB and fdatasync take, and what can take so
 * little.
 *
 * <p>The classes, by the median: below 15 µs nothing left the memory, for a system call and a copy
 * of 8 KiB take a few microseconds and the fastest PCIe device answers a flushed write in more than
 * ten; below 60 µs only a device with a protected write cache is honest, and any other ignores the
 * flush; from there on it is taken at its word. A time cannot prove durability, only its absence.
 */
final class FsyncHonesty {

  /** What the median says. */
  enum Kind {
    DURABLE("durable"),
    SUSPICIOUSLY_FAST("suspiciously fast"),
    MEMORY("memory");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    static Kind of(double medianMicros) {
      if (medianMicros < MEMORY_MICROS) {
        return MEMORY;
      }
      return medianMicros < DEVICE_MICROS ? SUSPICIOUSLY_FAST : DURABLE;
    }
  }

  static final double MEMORY_MICROS = 15;
  static final double DEVICE_MICROS = 60;

  private static final int UNCOUNTED = 8;
  private static final int FLUSHES = 32;
  private static final int BYTES = 8 << 10;

  private FsyncHonesty() {}

  /**
   * Probes the directory with a file of its own, removed at the end; for example {@code "durable,
   * 812 µs"}.
   */
  static String probe(Path directory) throws IOException {
    double micros = medianMicros(directory);
    return String.format(Locale.ROOT, "%s, %.0f µs", Kind.of(micros).words, micros);
  }

  private static double medianMicros(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, ".layertax-fsync-", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocateDirect(BYTES);
      double[] micros = new double[FLUSHES];
      for (int i = -UNCOUNTED; i < FLUSHES; i++) {
        page.clear();
        long before = System.nanoTime();
        channel.write(page);
        channel.force(false);
        if (i >= 0) {
          micros[i] = (System.nanoTime() - before) / 1e3;
        }
      }
      Arrays.sort(micros);
      return (micros[FLUSHES / 2 - 1] + micros[FLUSHES / 2]) / 2;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
