package dev.layertax.harness.engine.docker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An engine of a test's own, from {@code scripts/with-docker-engine}; it may be killed. */
public final class ThrowawayEngine implements AutoCloseable {

  private static final String DRIVER = "overlay2";

  private final Process script;
  private final String host;

  private ThrowawayEngine(Process script, String host) {
    this.script = script;
    this.host = host;
  }

  /**
   * Starts one, or tells on standard output why not.
   *
   * @param log takes what the script says
   * @param unchecked what is not checked without one
   */
  public static Optional<ThrowawayEngine> start(Path log, String unchecked) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "../scripts/with-docker-engine", "sh", "-c", "echo \"$DOCKER_HOST\"; cat")
            .redirectError(log.toFile());
    builder.environment().put("STORAGE_DRIVER", DRIVER);
    Process script = builder.start();
    BufferedReader out = script.inputReader(StandardCharsets.UTF_8);
    String host = out.readLine();
    if (host == null) {
      System.out.println(
          "skipped, " + unchecked + " not checked: " + Files.readString(log).strip());
      return Optional.empty();
    }
    return Optional.of(new ThrowawayEngine(script, host));
  }

  public String host() {
    return host;
  }

  private Path directory() {
    return Path.of(host.substring("unix://".length())).getParent();
  }

  /** Kills the engine with no chance to tidy up, and starts it again on the same data. */
  void killAndRestart() throws IOException, InterruptedException {
    Path pidFile = directory().resolve("pid");
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    ProcessHandle engine = ProcessHandle.of(pid).orElseThrow();
    String words =
        Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', '\n');
    engine.destroyForcibly();
    engine.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    // Its containerd dies with it, but not at the same moment, and a new engine would wait for it.
    Files.deleteIfExists(directory().resolve("exec/containerd/containerd.pid"));
    File log = directory().resolve("log").toFile();
    Process again =
        new ProcessBuilder(words.lines().toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    do {
      if (again.waitFor(100, TimeUnit.MILLISECONDS)) {
        List<String> said = Files.readAllLines(log.toPath());
        throw new IOException(
            "the engine does not come up again: " + said.subList(said.size() - 3, said.size()));
      }
    } while (!answers());
  }

  private boolean answers() throws IOException {
    try (DockerConnection connection = DockerConnection.to(host)) {
      return connection.problem().isEmpty();
    }
  }

  /** The end of its input is the command's end, and the engine's. */
  @Override
  public void close() throws IOException {
    script.getOutputStream().close();
    script.onExit().orTimeout(120, TimeUnit.SECONDS).join();
    if (Files.exists(directory())) {
      throw new IOException(directory() + " is left");
    }
  }
}
