package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.harness.cli.LayertaxJar.Exit;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's own JMH jar, built from outside by Maven, on the targets of an engine. */
class OwnBenchmarksIT {

  @TempDir static Path project;
  private static Path jar;

  @TempDir Path directory;

  @BeforeAll
  static void buildTheExample() throws Exception {
    Path example = Path.of("src/test/resources/dev/layertax/harness/cli/example");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = project.resolve(example.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path log = project.resolve("build.log");
    Process maven =
        new ProcessBuilder(
                Path.of("../mvnw").toAbsolutePath().toString(),
                "-B",
                "-q",
                "-f",
                project.resolve("pom.xml").toString(),
                "package")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(maven.waitFor()).as(Files.readString(log)).isZero();
    jar = project.resolve("target/benchmarks.jar");
  }

  private Exit run(LayertaxJar layertax, Path out, String... words) throws Exception {
    return layertax.run(
        Stream.concat(
                Stream.of("run", "--benchmarks", jar.toString(), "--out", out.toString()),
                Stream.of(words))
            .toArray(String[]::new));
  }

  @Test
  void run_jarThatKnowsNothingOfLayertax_measuresEachBenchmarkOnLayerAndTargets() throws Exception {
    Path out = directory.resolve("run");
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(
        policy, "advantage:\n  - {workload: Notes.append, target: tmpfs, at-least: 0.001}\n");
    Exit exit =
        run(
            LayertaxJar.in(directory),
            out,
            "--target",
            "tmpfs",
            "--blocks",
            "2",
            "--policy",
            policy.toString());

    assertThat(exit.code()).as(exit.err()).isZero();
    List<Sample> samples = samples(out);
    assertThat(samples).allMatch(Sample::succeeded);
    assertThat(samples.stream().map(Sample::cell).distinct())
        .contains(Cell.of("simulated", "Notes.append", Map.of("bytes", "100"), Target.TMPFS))
        .extracting(Cell::question)
        .contains("Notes.append bytes=4000", "Notes.leaf bytes=100", "Notes.leaf bytes=4000")
        .noneMatch(question -> question.contains("Elsewhere") || question.contains("wal-append"));
    // A throughput that was not turned into a cost, or nanoseconds taken for seconds, is far off.
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(sample.fork().iterations().get(0).secondsPerOp()).isBetween(1e-7, .1));
    assertThat(Files.readString(out.resolve("report.html"))).contains("Notes.append");
  }

  @Test
  void run_jarAndOneOfOurWorkloads_areInTheSameBlocks() throws Exception {
    Path out = directory.resolve("mixed");
    Exit exit =
        run(
            LayertaxJar.in(directory),
            out,
            "--workload",
            "Notes.append",
            "--workload",
            "wal-append",
            "--target",
            "tmpfs",
            "--blocks",
            "1");
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(samples(out).stream().map(sample -> sample.cell().workload()).distinct())
        .contains("Notes.append", "wal-append")
        .doesNotContain("Notes.leaf");
  }

  @Test
  void run_againstAnOldJar_bothStartWithoutSharedClassesAndResumeKnowsThemByContent()
      throws Exception {
    LayertaxJar layertax = LayertaxJar.in(directory);
    Path old = Files.copy(jar, directory.resolve("old.jar"));
    Path out = directory.resolve("revisions");
    Exit exit =
        run(
            layertax,
            out,
            "--against",
            old.toString(),
            "--workload",
            "Notes.append",
            "--target",
            "tmpfs",
            "--blocks",
            "1");
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(samples(out)).anyMatch(sample -> sample.cell().ofOldRevision());
    // An archive that does not fit one of them is warned of by its JVM, and only the other is fast.
    assertThat(Files.readString(out.resolve("log.txt")))
        .contains("no shared classes: two revisions")
        .doesNotContainPattern("shared classes: \\d|\\[cds");

    Files.writeString(old, "another revision");
    Exit resumed = layertax.run("run", "--resume", out.toString());
    assertThat(resumed.code()).isEqualTo(20);
    assertThat(resumed.err()).contains("--against " + old, "SHA-256").doesNotContain("\tat ");
  }

  @Test
  void run_whatIsNoJarOfBenchmarks_isRefusedWithWhatToDo() throws Exception {
    LayertaxJar layertax = LayertaxJar.in(directory);
    Path empty = directory.resolve("none.jar");
    Exit missing = layertax.run("run", "--benchmarks", empty.toString());
    assertThat(missing.code()).isEqualTo(20);
    assertThat(missing.err()).contains("none.jar", "no such file");
    Files.writeString(empty, "no jar");
    Exit noJar = layertax.run("run", "--benchmarks", empty.toString());
    assertThat(noJar.code()).isEqualTo(20);
    assertThat(noJar.err()).contains("@Param String location").doesNotContain("\tat ");
  }

  private static List<Sample> samples(Path out) throws IOException {
    try (RunDirectory read = RunDirectory.open(out)) {
      Run run = read.read();
      return run.samples().stream()
          .filter(sample -> !sample.cell().engine().equals(Cell.HOST_ENGINE))
          .toList();
    }
  }
}
