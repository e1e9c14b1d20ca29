package dev.layertax.harness.guarantee;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A Docker Engine beside the one at hand, from {@code scripts/with-docker-engine}. */
final class ThrowawayEngine implements AutoCloseable {

  private static final Path SCRIPT = Path.of("..", "scripts", "with-docker-engine");

  private final Process script;
  private final String address;

  private ThrowawayEngine(Process script, String address) {
    this.script = script;
    this.address = address;
  }

  /** Starts one; empty, with a printed reason, where none can be started. */
  static Optional<ThrowawayEngine> start() throws IOException, InterruptedException {
    // The command lasts until its input ends, which closing does, and the end of this process.
    ProcessBuilder builder =
        new ProcessBuilder("sh", SCRIPT.toString(), "sh", "-c", "echo \"$DOCKER_HOST\"; exec cat")
            .redirectErrorStream(true);
    // A driver asked for makes the script start an engine of its own.
    builder.environment().put("STORAGE_DRIVER", "overlay2");
    Process script = builder.start();
    BufferedReader said = script.inputReader(StandardCharsets.UTF_8);
    String first = said.readLine();
    if (first != null && first.startsWith("unix://")) {
      return Optional.of(new ThrowawayEngine(script, first));
    }
    script.getOutputStream().close();
    System.out.println(
        "skipped, migration to a second Docker Engine not checked: "
            + first
            + said.lines().reduce("", (all, line) -> all + "; " + line));
    script.waitFor();
    return Optional.empty();
  }

  String address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    script.getOutputStream().close();
    try {
      script.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the second engine ended", e);
    }
  }
}
