package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A tool of the JDK that is run to its end. */
final class ToolRun {

  private final List<String> words = new ArrayList<>();

  private ToolRun(List<String> words) {
    this.words.addAll(words);
  }

  static ToolRun of(String... words) {
    return new ToolRun(List.of(words));
  }

  ToolRun with(List<String> more) {
    words.addAll(more);
    return this;
  }

  /**
   * Runs it.
   *
   * @throws IOException with what it said, when it fails
   */
  void run() throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(
            words.get(0) + " ended with " + process.exitValue() + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + words.get(0) + " ran", e);
    }
  }
}
