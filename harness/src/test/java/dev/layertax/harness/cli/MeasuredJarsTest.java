package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.MeasuredJar;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeasuredJarsTest {

  /** {@code printf abc | sha256sum}. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** {@code printf abd | sha256sum}. */
  private static final String ABD =
      "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9";

  @TempDir Path directory;

  private Path fresh;
  private Path old;

  @BeforeEach
  void twoFiles() throws Exception {
    fresh = Files.writeString(directory.resolve("new.jar"), "abc");
    old = Files.writeString(directory.resolve("old.jar"), "abd");
  }

  private Plan plan() throws Exception {
    return new Plan(
            Plan.SCHEMA_VERSION,
            "jars",
            "2026-01-01T00:00:00Z",
            "0",
            "smoke",
            1,
            1,
            null,
            .99,
            .05,
            List.of(),
            List.of(),
            List.of("scripts/layertax", "run"),
            null)
        .measuring(MeasuredJars.of(List.of(fresh), old));
  }

  @Test
  void of_bothJars_areKnownByOptionPathAndContent() throws Exception {
    assertThat(plan().jars())
        .containsExactly(
            new MeasuredJar("--benchmarks", fresh.toString(), ABC),
            new MeasuredJar("--against", old.toString(), ABD));
    assertThat(MeasuredJars.of(List.of(), null)).isEmpty();
  }

  @Test
  void requireUnchanged_sameContent_isSilent() throws Exception {
    Plan plan = plan();
    Files.writeString(fresh, "abc");
    assertThatCode(() -> MeasuredJars.requireUnchanged(directory, plan)).doesNotThrowAnyException();
  }

  @Test
  void requireUnchanged_jarGone_namesIt() throws Exception {
    Plan plan = plan();
    Files.delete(old);
    assertThatThrownBy(() -> MeasuredJars.requireUnchanged(directory, plan))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("--against " + old, "gone");
  }

  @Test
  void resume_changedJar_isInvalidWithBothDigestsAndWhatToDo() throws Exception {
    Path run = directory.resolve("run");
    RunDirectory.create(
            run, plan(), new Environment(Plan.SCHEMA_VERSION, new TreeMap<>(), List.of()))
        .close();
    Files.writeString(fresh, "abd");
    StringWriter err = new StringWriter();
    CommandLine line = Layertax.commandLine().setErr(new PrintWriter(err, true));
    assertThat(line.execute("run", "--resume", run.toString())).isEqualTo(20);
    assertThat(err.toString())
        .contains("--benchmarks " + fresh, ABC, ABD, "put the former jar back")
        .doesNotContain("\tat ");
  }
}
