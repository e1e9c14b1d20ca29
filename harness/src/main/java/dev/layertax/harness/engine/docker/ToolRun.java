package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that is run to its end. */
final class ToolRun {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<String> words;

  private ToolRun(List<String> words) {
    this.words = words;
  }

  static ToolRun of(String... words) {
    return new ToolRun(List.of(words));
  }

  /**
   * Runs it.
   *
   * @throws IOException with what it said, when it fails or is not done after ten minutes
   */
  void run() throws IOException {
    Path said = Files.createTempFile("layertax-tool", ".txt");
    try {
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      process.getOutputStream().close();
      await(process, said);
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private void await(Process process, Path said) throws IOException {
    try {
      if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(
            words.get(0) + " was not done after " + PATIENCE.toMinutes() + " min");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + words.get(0) + " ran", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          words.get(0)
              + " ended with "
              + process.exitValue()
              + ": "
              + Files.readString(said).strip());
    }
  }
}
