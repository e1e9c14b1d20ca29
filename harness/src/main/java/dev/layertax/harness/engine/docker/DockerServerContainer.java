package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.ServerContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A container of a user's image. */
final class DockerServerContainer implements ServerContainer {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Of the shell alone: an image need not have a program for it. */
  private static final String LOOK =
      "cd -P \"$1\" && pwd -P"
          + " && while IFS= read -r line; do printf '%s\\n' \"$line\"; done </proc/self/mountinfo";

  private static final String READ_ALL = "find \"$1\" -type f -exec cat {} + >/dev/null";

  private final DockerConnection connection;
  private final String id;
  private final ContainerOptions options;
  private final ServerFiles files;
  private final ContainerStorage storage;
  private final Map<String, String> imageFacts;
  private final ContainerProgram asUser;
  private final ContainerProgram asRoot;
  private final ContainerLife life;

  DockerServerContainer(
      DockerConnection connection,
      String id,
      ContainerOptions options,
      ServerFiles files,
      ContainerStorage storage,
      Map<String, String> imageFacts,
      String user,
      Consumer<String> log) {
    this.connection = connection;
    this.id = id;
    this.options = options;
    this.files = files;
    this.storage = storage;
    this.imageFacts = imageFacts;
    this.asUser = new ContainerProgram(connection, id, Optional.of(user), Optional.empty(), log);
    this.asRoot = new ContainerProgram(connection, id, Optional.of("0"), Optional.of("/"), log);
    this.life = new ContainerLife(connection, id);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Map<String, String> facts() throws IOException {
    Map<String, String> facts = new TreeMap<>(storage.facts());
    facts.putAll(imageFacts);
    return facts;
  }

  @Override
  public void fill() throws IOException {
    if (options.mount() instanceof Mount.Bind) {
      files.putInto(connection, id, options.image().path());
    }
  }

  @Override
  public void start() throws IOException {
    try {
      life.start();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("/bin/sh")) {
        throw new IOException(
            "image " + imageFacts.get("image") + " has no /bin/sh, which would run its commands",
            e);
      }
      throw e;
    }
  }

  @Override
  public void stop() throws IOException {
    life.stop();
  }

  @Override
  public void warm() throws IOException, InterruptedException {
    if (!(options.mount() instanceof Mount.Tmpfs)) {
      require("read the files of", runAsRoot(READ_ALL, line -> {}));
    }
  }

  @Override
  public List<String> mounts() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    require("look at the mounts of", runAsRoot(LOOK, lines::add));
    return lines;
  }

  private ForkExit runAsRoot(String words, Consumer<String> lines)
      throws IOException, InterruptedException {
    return run(asRoot, WaitingShell.running(words, options.image().path()), lines, PATIENCE);
  }

  private void require(String what, ForkExit exit) throws IOException {
    if (exit.exitCode() != 0) {
      throw new IOException(
          "cannot %s container %s: %s"
              .formatted(
                  what,
                  id,
                  exit.errorTail().stream()
                      .reduce((first, last) -> last)
                      .orElse("exit code " + exit.exitCode())));
    }
  }

  @Override
  public ForkExit run(String words, Consumer<String> lines, Duration timeout)
      throws IOException, InterruptedException {
    return run(asUser, WaitingShell.running(words), lines, timeout);
  }

  private ForkExit run(
      ContainerProgram program, List<String> words, Consumer<String> lines, Duration timeout)
      throws IOException, InterruptedException {
    return life.run(() -> program.run(words, Optional.empty(), lines, timeout, life::end));
  }

  @Override
  public void kill() {
    life.kill();
  }

  @Override
  public void remove() throws IOException {
    life.remove(true);
  }
}
