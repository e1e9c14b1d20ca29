package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user's mistake prints and exits with. Nothing here measures. */
class CommandLineTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path runs;

  @BeforeEach
  void placeForRuns() {
    runs = directory.resolve("run");
  }

  @ParameterizedTest
  @CsvSource({
    "--engine dockre, unknown engine 'dockre'",
    "--workload wal-apend, unknown workload 'wal-apend'",
    "--target volume, unknown target 'volume'",
    "--profile quick, unknown profile 'quick'",
    "--blocks 0, got 0",
    "--blocks many, many",
    "--budget 10x, '10x' is no duration",
    "--budgte 10m, --budgte",
  })
  void run_unusableOption_isUsageAndNamesIt(String words, String named) {
    int code = execute("run --out " + runs + " " + words);
    assertThat(err.toString()).contains(named).doesNotContain("\tat ");
    assertThat(code).isEqualTo(64);
    assertThat(runs).doesNotExist();
  }

  @Test
  void run_mistakeWithWhatATerminalObeys_isPrintedWithoutIt() {
    assertThat(execute("run --workload \u001b[31m\u202enope --out " + runs)).isEqualTo(64);
    assertThat(err.toString()).contains("nope").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void run_severalMistakes_namesThemAll() {
    assertThat(execute("run --engine dockre --workload nope --out " + runs)).isEqualTo(64);
    assertThat(err.toString()).contains("'dockre'", "'nope'");
  }

  @Test
  void run_outHoldsAnotherRun_isInvalidAndLeavesItAlone() throws IOException {
    Files.createDirectory(runs);
    Path theirs = Files.writeString(runs.resolve("plan.json"), "{}");
    assertThat(execute("run --profile smoke --out " + runs)).isEqualTo(20);
    assertThat(err.toString()).contains(runs.toString(), "plan.json").doesNotContain("\tat ");
    assertThat(theirs).hasContent("{}");
    assertThat(runs.toFile().list()).containsExactly("plan.json");
  }

  @Test
  void run_outCannotBeMade_isInvalidAndNamesIt() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(execute("run --profile smoke --out " + file.resolve("run"))).isEqualTo(20);
    assertThat(err.toString()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void run_policyWithTypo_isInvalidBeforeAnythingIsMeasured() throws IOException {
    Path policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            "advantage:\n  - {workload: first-write, target: named-volume, at-leest: 20}\n");
    assertThat(execute("run --out " + runs + " --policy " + policy)).isEqualTo(20);
    assertThat(err.toString()).contains(policy + ":2", "at-leest", "at-least");
    assertThat(runs).doesNotExist();
  }

  @Test
  void run_policyRuleThatMatchesNoCell_isInvalidBeforeAnythingIsMeasured() throws IOException {
    Path policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            "advantage:\n  - {workload: first-write, target: tmpfs, at-least: 2}\n");
    assertThat(execute("run --workload wal-append --out " + runs + " --policy " + policy))
        .isEqualTo(20);
    assertThat(err.toString()).contains(policy + ":2", "first-write");
    assertThat(runs).doesNotExist();
  }

  @Test
  void run_policyMissing_isInvalidAndNamesIt() {
    assertThat(execute("run --out " + runs + " --policy " + directory.resolve("none.yaml")))
        .isEqualTo(20);
    assertThat(err.toString()).contains("none.yaml", "no such file");
  }

  @Test
  void run_resumeWithOtherOptions_isUsage() {
    assertThat(execute("run --resume " + directory + " --blocks 3")).isEqualTo(64);
    assertThat(err.toString()).contains("--resume", "--blocks");
  }

  @ParameterizedTest
  @CsvSource({
    "--engine dockre, unknown engine 'dockre'",
    "--target volume, unknown target 'volume'",
    "--target host-directory, unknown target 'host-directory'",
  })
  void guarantees_unusableOption_isUsageAndNamesIt(String words, String named) {
    assertThat(execute("guarantees --out " + runs + " " + words)).isEqualTo(64);
    assertThat(err.toString()).contains(named).doesNotContain("\tat ");
    assertThat(runs).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "gate", "run --resume", "guarantees --run"})
  void command_directoryThatIsNoRun_isInvalidAndNamesIt(String command) {
    assertThat(execute(command + " " + directory)).isEqualTo(20);
    assertThat(err.toString()).contains(directory.toString()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"named-volume, 0, 1 cell not", "named-volume;writable-layer, 20, 2 cells not"})
  void report_targetsThatAreNotWhatTheirNamesSay_isInvalidWhereNothingIsLeft(
      String lies, int expected, String told) throws IOException {
    List<PlannedCell> cells = new ArrayList<>();
    List<Passport> passports = new ArrayList<>();
    for (Target target : List.of(Target.WRITABLE_LAYER, Target.NAMED_VOLUME)) {
      Cell cell = Cell.of("simulated", "wal-append", Map.of(), target);
      cells.add(new PlannedCell(cell, new Measurement(1, 1, 1, 1)));
      if (List.of(lies.split(";", -1)).contains(target.label())) {
        passports.add(
            new Passport(
                "simulated", target, new TreeMap<>(Map.of(Passport.INVALID, "it is a lie"))));
      }
    }
    Plan plan =
        new Plan(
            Plan.SCHEMA_VERSION,
            "lies",
            "2026-01-01T00:00:00Z",
            "0",
            "smoke",
            1,
            1,
            null,
            .99,
            .05,
            cells,
            List.of(),
            List.of("run"),
            null);
    RunDirectory.create(
            runs, plan, new Environment(Plan.SCHEMA_VERSION, new TreeMap<>(), passports))
        .close();
    assertThat(execute("report " + runs)).isEqualTo(expected);
    assertThat(err.toString()).contains(told).doesNotContain("\tat ");
    assertThat(runs.resolve("report.html")).content().contains("it is a lie");
  }

  @Test
  void layertax_noCommand_isUsage() {
    assertThat(execute("")).isEqualTo(64);
  }

  @Test
  void layertax_misspelledCommand_suggestsTheRightOne() {
    assertThat(execute("repotr")).isEqualTo(64);
    assertThat(err.toString()).contains("report");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "report",
        "gate",
        "compare",
        "guarantees",
        "list",
        "doctor",
        "clean",
        "calibrate",
        "certify",
        "schema",
        "baseline",
        "baseline update",
        "baseline show",
        "baseline accept"
      })
  void help_everyCommand_isAsSealed(String command) throws IOException {
    assertThat(execute((command + " --help").strip())).isZero();
    String name = "help-" + (command.isEmpty() ? "layertax" : command.replace(' ', '-')) + ".txt";
    try (var sealed = CommandLineTest.class.getResourceAsStream(name)) {
      assertThat(sealed).as("golden file %s", name).isNotNull();
      assertThat(out.toString())
          .isEqualTo(new String(sealed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private int execute(String words) {
    CommandLine commandLine = Layertax.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> args = words.isEmpty() ? List.of() : List.of(words.split(" +", -1));
    return commandLine.execute(args.toArray(String[]::new));
  }
}
