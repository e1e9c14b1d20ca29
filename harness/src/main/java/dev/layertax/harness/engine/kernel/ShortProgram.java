package dev.layertax.harness.engine.kernel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system that ends by itself within moments. */
final class ShortProgram {

  private static final long SECONDS = 30;

  private ShortProgram() {}

  /**
   * What it prints, line by line.
   *
   * @param launcher words before the program's own; may be empty
   * @throws IOException with the first line it prints when it fails, or when it does not end in
   *     time
   */
  static List<String> run(List<String> launcher, String... program) throws IOException {
    List<String> words = new ArrayList<>(launcher);
    words.addAll(List.of(program));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    // Reading ends when the program does, so it must be another thread that loses patience.
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            () -> kill(process), CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
    List<String> lines;
    try {
      lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      process.waitFor();
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + words.get(0) + " ran");
    } finally {
      patience.cancel(false);
    }
    if (!patience.isCancelled()) {
      throw new IOException(words.get(0) + " did not end within " + SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          lines.isEmpty() ? words.get(0) + " failed without a word" : lines.get(0));
    }
    return lines;
  }

  private static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
