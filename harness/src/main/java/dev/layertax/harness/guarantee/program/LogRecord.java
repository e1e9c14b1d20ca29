package dev.layertax.harness.guarantee.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A line of a web server's log: its number, when it was written, a request, and a checksum.
 *
 * @param number from 1
 * @param writtenNanos of the machine's clock since 1970
 */
record LogRecord(int number, long writtenNanos) {

  private static final String REQUEST =
      "203.0.113.%d - - \"GET /orders/%d HTTP/1.1\" 200 %d \"-\" \"curl/8\"";

  /** Makes and reads some, for a first one takes the JVM a tenth of a second. */
  static void warmUp() {
    for (int i = 1; i <= 2_000; i++) {
      String line = new String(new LogRecord(i, clockNanos()).line(), US_ASCII);
      if (parse(line.stripTrailing()).isEmpty()) {
        throw new IllegalStateException("no record: " + line);
      }
    }
  }

  /** What the machine's clock shows, for every container on it. */
  static long clockNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** The line, its end included. */
  byte[] line() {
    String text =
        number
            + "\t"
            + writtenNanos
            + "\t"
            + REQUEST.formatted(number % 250, number, 500 + number % 977);
    return (text + "\t" + checksum(text) + "\n").getBytes(US_ASCII);
  }

  /** The record of a line without its end; empty when it is no whole record. */
  static Optional<LogRecord> parse(String line) {
    int last = line.lastIndexOf('\t');
    if (last < 0 || !checksum(line.substring(0, last)).equals(line.substring(last + 1))) {
      return Optional.empty();
    }
    String[] parts = line.split("\t", -1);
    try {
      return Optional.of(new LogRecord(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    return Long.toHexString(crc.getValue());
  }
}
