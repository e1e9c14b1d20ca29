package dev.layertax.harness.guarantee.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.layertax.harness.engine.ForkCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An application with one file of numbered records, each of which it can check: it looks how many
 * there are, all and in order, and goes on where they end.
 *
 * <p>Facts: {@code found} records, {@code trailing} bytes after the last good one, {@code total}
 * records and {@code bytes} when it is done.
 */
public final class Ledger {

  private static final String FILE = "ledger";
  private static final int RECORD_BYTES = record(1).length;

  /** What it says on stderr when this many records are safe. */
  private static final String SAFE = "fsynced ";

  private static final int RECORDS_PER_WORD = 5;
  private static final Duration REQUEST_EVERY = Duration.ofMillis(5);

  /** Longer than anybody waits to kill it. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private Ledger() {}

  /** Looks, adds this many records, 0 for none, and fsyncs them. */
  public static ForkCommand append(int records) {
    return Program.command(Ledger.class, "--records", Integer.toString(records));
  }

  /** Adds records, each fsynced, and says so on stderr, until it is killed. */
  public static ForkCommand appendUntilKilled() {
    return Program.command(Ledger.class, "--records", "endless");
  }

  /** How many records a line on stderr says are safe; 0 for any other line. */
  public static long safe(String line) {
    String number = line.startsWith(SAFE) ? line.substring(SAFE.length()) : "";
    return number.matches("\\d{1,10}") ? Long.parseLong(number) : 0;
  }

  public static void main(String[] args) {
    Program.run(args, Ledger::work);
  }

  private static void work(Path directory, Map<String, String> words, Facts facts)
      throws IOException, InterruptedException {
    Path file = directory.resolve(FILE);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int found = good(bytes);
    facts.put("found", found);
    facts.put("trailing", bytes.length - found * RECORD_BYTES);
    String records = words.get("--records");
    int total = found;
    if (!records.equals("0")) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.truncate((long) found * RECORD_BYTES).position((long) found * RECORD_BYTES);
        total =
            records.equals("endless")
                ? endless(channel, found)
                : append(channel, found, Integer.parseInt(records));
      }
    }
    facts.put("total", total);
    facts.put("bytes", (long) total * RECORD_BYTES);
  }

  private static int append(FileChannel channel, int found, int more) throws IOException {
    for (int number = found + 1; number <= found + more; number++) {
      write(channel, number);
    }
    channel.force(true);
    return found + more;
  }

  private static int endless(FileChannel channel, int found)
      throws IOException, InterruptedException {
    int[] last = {found};
    Beat.every(
        REQUEST_EVERY,
        LONGEST,
        () -> {
          write(channel, ++last[0]);
          channel.force(true);
          if (last[0] % RECORDS_PER_WORD == 0) {
            System.err.println(SAFE + last[0]);
          }
          return false;
        });
    return last[0];
  }

  private static void write(FileChannel channel, int number) throws IOException {
    ByteBuffer record = ByteBuffer.wrap(record(number));
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  /** How many records from the first on are as they were written. */
  private static int good(byte[] bytes) {
    int good = 0;
    while ((good + 1) * RECORD_BYTES <= bytes.length
        && Arrays.equals(
            bytes,
            good * RECORD_BYTES,
            (good + 1) * RECORD_BYTES,
            record(good + 1),
            0,
            RECORD_BYTES)) {
      good++;
    }
    return good;
  }

  private static byte[] record(int number) {
    return "%010d %016x\n"
        .formatted(number, new SplittableRandom(number).nextLong())
        .getBytes(US_ASCII);
  }
}
