package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of the jar that are killed at a random moment, and what {@code clean} makes of the engine.
 *
 * <p>By default the two hardest; {@code -Dlayertax.kills=20} for all kinds, {@code
 * -Dlayertax.kills.seed=N} for other moments. Note: the kills are in order, only moments are drawn,
 * so that few kills are of several kinds.
 */
class KilledRunsIT {

  private enum Victim {
    HARNESS,
    ENGINE,
    CONTAINER,
    HARNESS_BY_SIGNAL
  }

  /** What a run may end with whose engine or container was killed: the failed visits are told. */
  private static final Set<Integer> RUN_ENDED = Set.of(0, 20, 30);

  /**
   * Of SIGTERM: SIGINT, which does the same, is ignored by whatever a shell put in the background.
   */
  private static final int SIGNAL_EXIT = 143;

  @TempDir private Path directory;

  private ThrowawayEngine engine;

  private record Exit(int code, String said) {}

  @Test
  void clean_runsKilledAtRandomMoments_leavesTheEngineAsItWas() throws Exception {
    String jar = System.getProperty("layertax.jar", "");
    assumeTrue(Files.isRegularFile(Path.of(jar)), () -> "no jar at '" + jar + "'");
    int kills = Integer.getInteger("layertax.kills", 2);
    Random random = new Random(Integer.getInteger("layertax.kills.seed", 1));
    Optional<ThrowawayEngine> started =
        ThrowawayEngine.start(directory.resolve("engine.txt"), "an engine that is killed");
    assumeTrue(started.isPresent(), "no engine that may be killed");
    try (ThrowawayEngine throwaway = started.get()) {
      engine = throwaway;
      foreignObjects();
      Exit whole = end(startRun("whole"));
      assertThat(whole.code()).as(whole.said()).isZero();
      long spanMillis =
          Files.getLastModifiedTime(run("whole").resolve("results.json")).toMillis()
              - Files.getLastModifiedTime(run("whole").resolve("plan.json")).toMillis();
      clean();
      for (int number = 0; number < kills; number++) {
        if (number == kills / 2) {
          usersContainerFromOurImage();
        }
        Victim victim = Victim.values()[number % Victim.values().length];
        kill(number, victim, (long) (random.nextDouble() * spanMillis));
      }
    }
  }

  private void kill(int number, Victim victim, long millis) throws Exception {
    Set<String> before = inEngine();
    String name = "run-" + number;
    Process process = startRun(name);
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    if (!ended) {
      kill(victim, process);
    }
    Exit exit = end(process);
    String what = "%s killed after %d ms: %s".formatted(victim, millis, exit.said());
    assertThat(exit.said()).as(what).doesNotContain("\tat ");
    if (victim == Victim.HARNESS) {
      assertThat(exit.code()).as(what).isIn(137, 0);
    } else if (victim == Victim.HARNESS_BY_SIGNAL && !ended) {
      assertThat(exit.code()).as(what).isEqualTo(SIGNAL_EXIT);
    } else {
      assertThat(exit.code()).as(what).isIn(RUN_ENDED);
    }
    int left = difference(inEngine(), before).size();
    String cleaned = clean();
    assertThat(inEngine()).as("%s%n%s", what, cleaned).isEqualTo(before);
    // What a killed run has not measured is measured when it goes on, and is no failure before.
    boolean whole = ended || victim == Victim.CONTAINER || victim == Victim.ENGINE;
    String after = afterwards(name, number, whole ? exit.code() : 0);
    System.out.printf(
        "kill %d: %s after %.1f s%s, exit %d, %d left before clean, 0 after; %s%n",
        number, victim, millis / 1e3, ended ? " (had ended)" : "", exit.code(), left, after);
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> difference = new TreeSet<>(all);
    difference.removeAll(without);
    return difference;
  }

  private void kill(Victim victim, Process process) throws Exception {
    switch (victim) {
      case HARNESS -> process.destroyForcibly();
      case CONTAINER -> killContainer(process);
      case ENGINE -> engine.killAndRestart();
      case HARNESS_BY_SIGNAL -> process.toHandle().destroy();
    }
  }

  /** The one that runs, or the next that does. */
  private void killContainer(Process process) throws Exception {
    try (DockerConnection connection = DockerConnection.to(engine.host())) {
      do {
        List<Container> running =
            connection.call("list containers", client -> client.listContainersCmd().exec());
        if (!running.isEmpty()) {
          String id = running.get(0).getId();
          connection.call("kill it", client -> client.killContainerCmd(id).exec());
          return;
        }
      } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
    }
  }

  /** Every second run goes on, the others are reported; one that has no directory is neither. */
  private String afterwards(String name, int number, int expected) throws Exception {
    if (!Files.exists(run(name).resolve("plan.json"))) {
      return "no run directory yet";
    }
    if (number % 2 == 0) {
      Exit resumed = end(start("run", "--resume", run(name).toString(), "--json"));
      assertThat(resumed.code()).as(resumed.said()).isEqualTo(expected);
      clean();
      return "resumed";
    }
    Exit reported = end(start("report", run(name).toString()));
    assertThat(reported.code()).as(reported.said()).isEqualTo(expected);
    assertThat(run(name).resolve("report.html")).isNotEmptyFile();
    return "reported";
  }

  private String clean() throws Exception {
    Exit clean = end(start("clean"));
    assertThat(clean.code()).as(clean.said()).isZero();
    assertThat(clean.said()).doesNotContain("cannot be removed");
    try (Stream<Path> files = Files.walk(directory, 2)) {
      assertThat(files.filter(path -> path.getFileName().toString().startsWith("layertax-")))
          .isEmpty();
    }
    return clean.said();
  }

  private Set<String> inEngine() throws IOException {
    try (DockerConnection connection = DockerConnection.to(engine.host())) {
      return connection.call(
          "list everything",
          client -> {
            Set<String> all = new TreeSet<>();
            for (Container container : client.listContainersCmd().withShowAll(true).exec()) {
              all.add("container " + container.getId());
            }
            for (var volume : client.listVolumesCmd().exec().getVolumes()) {
              all.add("volume " + volume.getName());
            }
            for (Image image : client.listImagesCmd().withShowAll(true).exec()) {
              all.add("image " + image.getId() + " " + Arrays.toString(image.getRepoTags()));
            }
            return all;
          });
    }
  }

  private void foreignObjects() throws IOException {
    try (DockerConnection connection = DockerConnection.to(engine.host())) {
      String tagged = foreignImage(connection, Set.of("foreign:1"), "tagged");
      foreignImage(connection, Set.of(), "untagged");
      connection.call(
          "create foreign objects",
          client -> {
            client.createVolumeCmd().withName("foreign").withLabels(Map.of("some", "one")).exec();
            return client.createContainerCmd(tagged).withCmd("/Dockerfile").exec();
          });
    }
    assertThat(inEngine()).hasSizeGreaterThanOrEqualTo(4);
  }

  private String foreignImage(DockerConnection connection, Set<String> names, String content)
      throws IOException {
    Path context = directory.resolve("context.tar");
    try (LayerTar tar = new LayerTar(Files.newOutputStream(context))) {
      tar.text("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n# " + content, FileOwner.ROOT);
    }
    try (InputStream in = Files.newInputStream(context)) {
      return connection.call(
          "build a foreign image",
          client ->
              client
                  .buildImageCmd(in)
                  .withTags(names)
                  .exec(new BuildImageResultCallback())
                  .awaitImageId());
    }
  }

  private void usersContainerFromOurImage() throws IOException {
    StorageRegister register = StorageRegister.in(directory.resolve("register"));
    DockerConnection connection = DockerConnection.to(engine.host());
    try (Storage storage = Storage.under(directory, "users", register);
        DockerEngine ours = new DockerEngine(storage, DockerOptions.NONE, line -> {}, connection)) {
      String image = ours.build(new Dataset("users", List.of(new DatasetFile("a", 100, 1)))).name();
      connection.call(
          "create a user's container",
          client -> client.createContainerCmd(image).withCmd("/bin/true").exec());
    }
  }

  private Path run(String name) {
    return directory.resolve(name);
  }

  private Process startRun(String name) throws IOException {
    return start(
        "run",
        "--engine",
        "docker",
        "--profile",
        "smoke",
        "--blocks",
        "1",
        "--workload",
        System.getProperty("layertax.kills.workload", "wal-append"),
        "--target",
        "anonymous-volume",
        "--target",
        "named-volume",
        "--out",
        run(name).toString());
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("layertax.jar")));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    builder.environment().put("DOCKER_HOST", engine.host());
    return builder.redirectErrorStream(true).redirectOutput(said()).start();
  }

  private File said() {
    return directory.resolve("said.txt").toFile();
  }

  private Exit end(Process process) throws Exception {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Exit(process.exitValue(), Files.readString(said().toPath()));
  }
}
