package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command through the jar that users run, and what is left of it when it is broken off. */
class GuaranteesIT {

  @TempDir Path directory;

  private Path place;

  private record Exit(int code, String out, String err) {}

  @BeforeEach
  void needsTheJar() {
    String jar = System.getProperty("layertax.jar", "");
    assumeTrue(
        Files.isRegularFile(Path.of(jar)), () -> "no jar at '" + jar + "'; ./mvnw verify makes it");
    place = directory.resolve("a place");
  }

  @Test
  void guarantees_ofARun_areAddedOnceAndShownInItsReport() throws Exception {
    Exit run =
        layertax(
            "run",
            "--profile",
            "smoke",
            "--blocks",
            "1",
            "--workload",
            "wal-append",
            "--target",
            "tmpfs",
            "--out",
            place.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(place.resolve("report.html"))
        .content()
        .contains("scripts/layertax guarantees --run DIR");

    Exit made = layertax("guarantees", "--run", place.toString(), "--target", "tmpfs", "--json");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("\"LOST\"", "\"IMPOSSIBLE\"").doesNotContain("\"FAILED\"");
    assertThat(place.resolve("guarantees.json")).content().isEqualToIgnoringNewLines(made.out());
    assertThat(place.resolve("report.html")).content().contains("impossible</span>");
    assertThat(place.resolve("summary.md")).content().contains("| simulated | tmpfs |");
    assertThat(storages()).isEmpty();

    String before = Files.readString(place.resolve("guarantees.json"));
    Exit again = layertax("guarantees", "--run", place.toString(), "--target", "tmpfs");
    assertThat(again.code()).isEqualTo(20);
    assertThat(again.err()).contains("guarantees.json", "never overwritten");
    assertThat(place.resolve("guarantees.json")).hasContent(before);

    Exit resumed = layertax("run", "--resume", place.toString(), "--guarantees");
    assertThat(resumed.code()).isEqualTo(20);
    assertThat(resumed.err()).contains("guarantees.json");
  }

  @Test
  void guarantees_toldToEnd_removesItsStorage() throws Exception {
    Process ended = start("guarantees", "--out", place.toString());
    afterFindings(ended, 3);
    // The process's own destroy would close the streams we still read.
    ended.toHandle().destroy();
    Exit exit = rest(ended);
    assertThat(exit.code()).isEqualTo(143);
    assertThat(exit.err()).contains("interrupted");
    assertThat(exit.out()).isEmpty();
    assertThat(storages()).isEmpty();
  }

  @Test
  void clean_afterKill_findsTheStorageOfBothEngines() throws Exception {
    Process killed = start("guarantees", "--out", place.toString(), "--target", "tmpfs");
    // The second engine has images as soon as the first has findings.
    afterFindings(killed, 2);
    killed.destroyForcibly();
    assertThat(killed.waitFor()).isEqualTo(137);
    assertThat(storages()).hasSize(2);
    Exit clean = layertax("clean", "--json");
    assertThat(clean.out()).contains("REMOVED", "-second-", "/dev/shm/layertax-guarantees-");
    assertThat(storages()).isEmpty();
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("layertax.jar")));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    return builder.redirectOutput(out()).directory(directory.toFile()).start();
  }

  private File out() {
    return directory.resolve("out.txt").toFile();
  }

  private Exit layertax(String... words) throws Exception {
    return rest(start(words));
  }

  private Exit rest(Process process) throws Exception {
    String err;
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      err = String.join("\n", reader.lines().toList());
    }
    return new Exit(process.waitFor(), Files.readString(out().toPath()), err);
  }

  /** Returns when the command has said that so many experiments are made. */
  private static void afterFindings(Process process, int findings) throws IOException {
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    int seen = 0;
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith("simulated, ") && ++seen == findings) {
        return;
      }
    }
    throw new AssertionError("the command ended after " + seen + " experiments");
  }

  private List<Path> storages() throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("layertax-"))
          .toList();
    }
  }
}
