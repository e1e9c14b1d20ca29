package dev.layertax.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** The run's {@code log.txt}: every line with its instant; appended to by a resumed run. */
public final class RunLog implements Consumer<String>, AutoCloseable {

  private final Writer writer;
  private boolean broken;

  private RunLog(Writer writer) {
    this.writer = writer;
  }

  /** Opens the log at the end of the file, which is made when it is absent. */
  public static RunLog open(Path file) throws IOException {
    return new RunLog(
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Writes a line. A log that cannot be written, on a full disk, does not end the run. */
  @Override
  public synchronized void accept(String line) {
    if (broken) {
      return;
    }
    try {
      writer.write(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n");
      writer.flush();
    } catch (IOException e) {
      broken = true;
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      if (!broken) {
        throw new UncheckedIOException("log.txt could not be closed", e);
      }
    }
  }
}
