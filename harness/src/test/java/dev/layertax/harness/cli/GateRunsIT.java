package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gated runs through the jar: settled, against an old revision, against a baseline, calibrated. */
class GateRunsIT {

  private static final String[] CELLS = {
    "--profile", "smoke", "--workload", "wal-append", "--target", "named-volume"
  };

  @TempDir Path directory;
  private LayertaxJar layertax;

  @BeforeEach
  void findTheJar() {
    layertax = LayertaxJar.in(directory);
  }

  @Test
  void run_settle_stopsAtTheLookThatSettlesAll() throws Exception {
    policy("advantage:\n- {workload: wal-append, target: named-volume, at-least: 0.0001}\n");
    LayertaxJar.Exit exit =
        layertax.run(words("run", "--settle", "--policy", "policy.yaml", "--out", "run"));
    assertThat(exit.code()).as(exit.err()).isZero();
    Run run = read("run");
    assertThat(run.plan().blocks()).isEqualTo(50);
    assertThat(run.plan().looks()).containsExactly(10, 20, 30, 40);
    assertThat(run.blocksMade()).isEqualTo(10);
    assertThat(exit.out()).contains("The gate passes").doesNotContain("planned blocks");
  }

  @Test
  void run_againstItself_measuresBothRevisionsInEveryBlock() throws Exception {
    policy(
        "regression:\n- {workload: wal-append, target: named-volume, tolerance: 0.9, margin: 0.95}\n");
    Path old =
        Files.copy(Path.of(System.getProperty("layertax.jar")), directory.resolve("old.jar"));
    LayertaxJar.Exit exit =
        layertax.run(
            words(
                "run",
                "--against",
                old.toString(),
                "--blocks",
                "4",
                "--policy",
                "policy.yaml",
                "--out",
                "run"));
    Run run = read("run");
    assertThat(exit.code()).as(exit.err()).isIn(0, 10);
    assertThat(run.plan().hasRevisions()).isTrue();
    Results results = Analysis.of(run);
    assertThat(results.revisions())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.blocks()).isEqualTo(4);
              assertThat(change.costPerOpSeconds()).isPositive();
              assertThat(change.oldCostPerOpSeconds()).isPositive();
            });
    assertThat(exit.out()).contains("Did the new revision change the cost?");
    assertThat(directory.resolve("run/summary.md"))
        .content()
        .contains("## Gate", "## Did the new revision change the cost?");
  }

  @Test
  void run_baselineOfOneRun_keepsItAndSaysThatTenAreNeeded() throws Exception {
    policy("regression: {tolerance: 0.03, margin: 0.10}\n");
    assertThat(layertax.run(words("run", "--blocks", "4", "--out", "first")).code()).isZero();
    LayertaxJar.Exit updated = layertax.run("baseline", "update", "baseline.json", "first");
    assertThat(updated.code()).as(updated.err()).isZero();
    LayertaxJar.Exit exit =
        layertax.run(
            words(
                "run",
                "--blocks",
                "4",
                "--policy",
                "policy.yaml",
                "--baseline",
                "baseline.json",
                "--out",
                "second"));
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(directory.resolve("second/baseline.json"))
        .hasSameTextualContentAs(directory.resolve("baseline.json"));
    assertThat(directory.resolve("second/summary.md"))
        .content()
        .contains("the baseline has 1 run of it; 10 are the least");
    // Judged again by what the run keeps, whatever became of the file.
    Files.delete(directory.resolve("baseline.json"));
    LayertaxJar.Exit again = layertax.run("gate", "second");
    assertThat(again.code()).isZero();
    assertThat(again.out().replaceAll("\\s+", " ")).contains("2 undecided");
  }

  @Test
  void calibrate_oneShortRun_isNoiseForACertificate() throws Exception {
    LayertaxJar.Exit calibrated =
        layertax.run(
            "calibrate",
            "--workload",
            "wal-append",
            "--runs",
            "1",
            "--blocks",
            "10",
            "--delay",
            "100",
            "--delayed-runs",
            "1",
            "--out",
            "calibration");
    assertThat(calibrated.code()).as(calibrated.err()).isZero();
    assertThat(calibrated.out())
        .contains("The same against itself: 0 of 1 run", "100 % put into the new arm: ");
    Results delayed = Analysis.of(read("calibration/delay100-1"));
    assertThat(delayed.revisions().get(0).blocks()).isEqualTo(10);
    LayertaxJar.Exit certified =
        layertax.run(
            "certify", "calibration", "--simulated-runs", "5", "--out", "certificate.json");
    assertThat(certified.code()).as(certified.err()).isZero();
    assertThat(certified.out()).contains("10 recorded blocks", "certificate: certificate.json");
    assertThat(layertax.run("certify", "calibration", "--out", "certificate.json").code())
        .isEqualTo(20);
  }

  private String[] words(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(1, List.of(CELLS));
    return all.toArray(String[]::new);
  }

  private void policy(String yaml) throws IOException {
    Files.writeString(directory.resolve("policy.yaml"), yaml);
  }

  private Run read(String run) throws IOException {
    try (RunDirectory opened = RunDirectory.open(directory.resolve(run))) {
      assertThat(opened.read().plan().schemaVersion()).isEqualTo(Plan.SCHEMA_VERSION);
      return opened.read();
    }
  }
}
