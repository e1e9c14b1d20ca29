package dev.layertax.harness.guarantee.program;

import dev.layertax.harness.engine.ForkCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * A web server: waits until somebody reads its log, then adds a record for each request, one write
 * each and none synced, as web servers do.
 *
 * <p>Facts: {@code written} records and {@code bytes}.
 */
public final class LogWriter {

  /** The log, in the shared directory. */
  static final String FILE = "access.log";

  /** Made by the reader when it looks. */
  static final String READER_IS_THERE = "reader-is-there";

  /** Records that are written; the reader knows. */
  static final int RECORDS = 500;

  private static final Duration REQUEST_EVERY = Duration.ofMillis(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private LogWriter() {}

  /** Starts it. */
  public static ForkCommand command() {
    return Program.command(LogWriter.class);
  }

  public static void main(String[] args) {
    Program.run(args, LogWriter::work);
  }

  private static void work(Path directory, Map<String, String> words, Facts facts)
      throws IOException, InterruptedException {
    LogRecord.warmUp();
    Path reader = directory.resolve(READER_IS_THERE);
    if (!Beat.every(LOOK_EVERY, PATIENCE, () -> Files.exists(reader))) {
      throw new IOException("no reader came within " + PATIENCE.toSeconds() + " s");
    }
    long[] bytes = {0};
    int[] last = {0};
    try (FileChannel log =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Beat.every(
          REQUEST_EVERY,
          PATIENCE,
          () -> {
            ByteBuffer line =
                ByteBuffer.wrap(new LogRecord(++last[0], LogRecord.clockNanos()).line());
            bytes[0] += line.remaining();
            while (line.hasRemaining()) {
              log.write(line);
            }
            return last[0] == RECORDS;
          });
    }
    facts.put("written", last[0]);
    facts.put("bytes", bytes[0]);
  }
}
