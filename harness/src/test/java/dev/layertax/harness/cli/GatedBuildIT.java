package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of a user's Maven build, built offline: Layertax comes from a local repository of its
 * own, laid out as {@code mvn install} does, and everything else from the user's.
 */
class GatedBuildIT {

  @TempDir static Path shared;
  private static Path repository;

  @TempDir Path directory;
  private Path project;

  /** How a build ended, and what it printed. */
  private record Build(int code, String log) {}

  @BeforeAll
  static void installTheJar() throws IOException {
    String version = System.getProperty("layertax.version", "");
    Path jar = Path.of(System.getProperty("layertax.jar", ""));
    assumeTrue(Files.isRegularFile(jar), () -> "no jar at '" + jar + "'; ./mvnw verify makes it");
    repository = shared.resolve("repository");
    install(jar, "layertax-harness", version, "-all.jar");
    install(Path.of("pom.xml"), "layertax-harness", version, ".pom");
    install(Path.of("..", "pom.xml"), "layertax-parent", version, ".pom");
  }

  @BeforeEach
  void copyTheExample() throws IOException {
    project = directory.resolve("journal");
    Path example = Path.of("example");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = example.relativize(file);
        if (!relative.startsWith("target")) {
          copy(file, project.resolve(relative));
        }
      }
    }
  }

  private static void install(Path file, String artifact, String version, String suffix)
      throws IOException {
    copy(
        file,
        repository
            .resolve(Path.of("dev", "layertax", artifact, version))
            .resolve(artifact + "-" + version + suffix));
  }

  private static void copy(Path file, Path copy) throws IOException {
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy);
  }

  @Test
  void verify_policyThatHolds_isASuccessWithAReport() throws Exception {
    Build build = verify();
    assertThat(build.code()).as(build.log()).isZero();
    assertThat(build.log()).contains("BUILD SUCCESS", "The gate passes: 2 findings");
    assertReported();
  }

  @Test
  void verify_policyThatDoesNotHold_failsTheBuildWithTheFindingAndTheReport() throws Exception {
    Files.writeString(
        project.resolve("hopeless.yaml"),
        "advantage:\n  - {workload: Journal.append, target: tmpfs, at-least: 1000000000}\n");
    Build build = verify("-Dlayertax.policy=hopeless.yaml");
    assertThat(build.code()).as(build.log()).isNotZero();
    assertThat(build.log())
        .contains("BUILD FAILURE", "gate-writes", "error: 11", "Journal.append", "1,000,000,000");
    assertReported();
  }

  @Test
  void verify_skipped_measuresNothing() throws Exception {
    Build build = verify("-Dlayertax.skip");
    assertThat(build.code()).as(build.log()).isZero();
    assertThat(project.resolve("target/layertax")).doesNotExist();
  }

  private void assertReported() {
    assertThat(project.resolve("target/layertax/latest/report.html"))
        .content()
        .contains("Journal.append");
  }

  /** Offline; with the network where a plugin was never fetched before. */
  private Build verify(String... more) throws Exception {
    Build offline = build(Stream.concat(Stream.of("-o"), Stream.of(more)));
    if (!offline.log().contains("in offline mode")) {
      return offline;
    }
    Build fetched = build(Stream.of(more));
    boolean reached = fetched.code() == 0 || !fetched.log().contains("Could not transfer");
    if (!reached) {
      System.out.println(
          "skipped, the example of a Maven build not checked: no network, and not fetched before: "
              + offline.log().lines().filter(line -> line.contains("offline mode")).toList());
    }
    assumeTrue(reached, fetched.log());
    return fetched;
  }

  private Build build(Stream<String> more) throws Exception {
    Path home = Path.of(System.getProperty("user.home"), ".m2", "repository");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of("../mvnw").toAbsolutePath().toString(),
                "-B",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail="
                    + System.getProperty("maven.repo.local", home.toString()),
                "verify"));
    words.addAll(more.toList());
    Path log = directory.resolve("build.log");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    int code = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    return new Build(code, Files.readString(log));
  }
}
