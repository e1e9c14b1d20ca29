package dev.layertax.harness.guarantee.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.layertax.harness.engine.ForkCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log processor: looks at another container's log again and again, as {@code tail -f} does, and
 * checks every record that has become visible.
 *
 * <p>Facts: {@code read} records that were whole and in order, {@code wrong} lines that were not,
 * {@code firstWrong} of them, {@code lookNanos} between two looks, and from write to sight {@code
 * medianNanos} and {@code worstNanos}, -1 when nothing was read.
 */
public final class LogReader {

  private static final Duration LOOK_EVERY = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path file;
  private final StringBuilder rest = new StringBuilder();
  private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
  private final List<Long> delays = new ArrayList<>();
  private FileChannel log;
  private int wrong;
  private String firstWrong = "none";

  private LogReader(Path directory) {
    this.file = directory.resolve(LogWriter.FILE);
  }

  /** Starts it. */
  public static ForkCommand command() {
    return Program.command(LogReader.class);
  }

  public static void main(String[] args) {
    Program.run(args, LogReader::work);
  }

  private static void work(Path directory, Map<String, String> words, Facts facts)
      throws IOException, InterruptedException {
    LogReader reader = new LogReader(directory);
    LogRecord.warmUp();
    Files.createFile(directory.resolve(LogWriter.READER_IS_THERE));
    try {
      Beat.every(LOOK_EVERY, PATIENCE, reader::look);
    } finally {
      if (reader.log != null) {
        reader.log.close();
      }
    }
    reader.tell(facts);
  }

  /** Returns whether the last record was seen. */
  private boolean look() throws IOException {
    if (log == null) {
      try {
        log = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    while (log.read(chunk.clear()) > 0) {
      long seenNanos = LogRecord.clockNanos();
      rest.append(US_ASCII.decode(chunk.flip()));
      for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
        check(rest.substring(0, end), seenNanos);
        rest.delete(0, end + 1);
      }
    }
    return delays.size() + wrong >= LogWriter.RECORDS;
  }

  private void check(String line, long seenNanos) {
    Optional<LogRecord> record =
        LogRecord.parse(line).filter(one -> one.number() == delays.size() + wrong + 1);
    if (record.isPresent()) {
      delays.add(seenNanos - record.get().writtenNanos());
    } else if (wrong++ == 0) {
      firstWrong = line.length() <= 100 ? line : line.substring(0, 100);
    }
  }

  private void tell(Facts facts) {
    Collections.sort(delays);
    facts.put("read", delays.size());
    facts.put("wrong", wrong);
    facts.put("firstWrong", firstWrong);
    facts.put("lookNanos", LOOK_EVERY.toNanos());
    facts.put("medianNanos", delays.isEmpty() ? -1 : delays.get(delays.size() / 2));
    facts.put("worstNanos", delays.isEmpty() ? -1 : delays.get(delays.size() - 1));
  }
}
