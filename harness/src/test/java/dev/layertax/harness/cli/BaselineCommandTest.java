package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A baseline's life through the command line: from its first run to an accepted slowdown. */
class BaselineCommandTest {

  private static final Cell VOLUME =
      Cell.of("simulated", "wal-append", Map.of(), Target.NAMED_VOLUME);
  private static final Cell ANCHOR =
      Cell.of(Cell.HOST_ENGINE, "storage-anchor", Map.of(), Target.HOST_DIRECTORY);
  private static final int BLOCKS = 6;

  @TempDir Path directory;

  private Path baseline;
  private Path policy;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void begin() throws IOException {
    baseline = directory.resolve("baseline.json");
    policy =
        Files.writeString(
            directory.resolve("policy.yaml"), "regression: {tolerance: 0.03, margin: 0.10}\n");
  }

  @Test
  void baseline_tenRunsThenASlowOne_failsTheGateUntilItIsAccepted() throws IOException {
    update(10);
    String gate = "gate --policy " + policy + " --baseline " + baseline + " ";
    assertThat(execute(gate + run("same", 1))).as(err + "" + out).isZero();
    Path slow = run("slow", 1.5);
    assertThat(execute(gate + slow)).isEqualTo(10);
    assertThat(printed()).contains("Gate, regression:", "times the baseline; the lower bound");

    assertThat(execute("baseline update " + baseline + " " + slow)).isEqualTo(20);
    assertThat(err.toString()).contains("slow: not taken: it is REGRESSION", "baseline accept");

    assertThat(
            execute(
                "baseline accept "
                    + baseline
                    + " --workload wal-* --at-most 2 --reason safer --expires 2999-12-31"))
        .as(err.toString())
        .isZero();
    assertThat(execute(gate + slow)).isZero();
    assertThat(printed()).contains("accepted up to 2 times until 2999-12-31: safer");
    assertThat(execute("baseline update " + baseline + " " + slow)).isZero();
    assertThat(execute("baseline show " + baseline)).isZero();
    assertThat(printed()).contains("11 runs", "simulated wal-append @ named-volume", "safer");
  }

  @Test
  void gate_baselineWithoutRuns_isInvalid() throws IOException {
    update(1);
    String json = Files.readString(baseline);
    Files.writeString(
        baseline,
        json.replaceFirst(
            "(?s)\"runs\": \\[.*\\],\n  \"accepted\"", "\"runs\": [],\n  \"accepted\""));
    assertThat(execute("gate --policy " + policy + " --baseline " + baseline + " " + run("new", 1)))
        .isEqualTo(20);
    assertThat(printed()).contains("the baseline has no run");
  }

  @Test
  void update_runRefused_leavesTheBaselineAlone() throws IOException {
    update(2);
    byte[] before = Files.readAllBytes(baseline);
    Path good = run("good", 1);
    Path again = directory.resolve("run-1");
    assertThat(execute("baseline update " + baseline + " " + good + " " + again)).isEqualTo(20);
    assertThat(err.toString()).contains("run-1: not taken: the baseline has this run already");
    assertThat(baseline).hasBinaryContent(before);
  }

  @Test
  void update_fileThatIsNoBaseline_isLeftAlone() throws IOException {
    Path theirs = Files.writeString(directory.resolve("theirs.json"), "{\"mine\": 1}");
    assertThat(execute("baseline update " + theirs + " " + run("r", 1))).isEqualTo(20);
    assertThat(theirs).hasContent("{\"mine\": 1}");
    assertThat(err.toString()).contains(theirs.toString()).doesNotContain("\tat ");
  }

  @Test
  void accept_nothingOrPastOrBelowOne_isRefused() throws IOException {
    update(1);
    String accept = "baseline accept " + baseline + " --reason why ";
    assertThat(execute(accept + "--workload nope --at-most 2 --expires 2999-01-01")).isEqualTo(20);
    assertThat(err.toString()).contains("has no cell of workload nope");
    assertThat(execute(accept + "--workload wal-* --at-most 2 --expires 2001-01-01")).isEqualTo(64);
    assertThat(err.toString()).contains("--expires must not be past", "got 2001-01-01");
    assertThat(execute(accept + "--workload wal-* --at-most 0.5 --expires 2999-01-01"))
        .isEqualTo(64);
    assertThat(err.toString()).contains("--at-most must be above 1");
  }

  @Test
  void baseline_noCommand_isUsageAndSaysWhichHelp() {
    assertThat(execute("baseline")).isEqualTo(64);
    assertThat(execute("baseline update")).isEqualTo(64);
    assertThat(err.toString()).contains("see 'layertax baseline update --help'");
  }

  @Test
  void run_baselineMissingOrWithoutPolicy_isRefusedBeforeAnythingIsMeasured() throws IOException {
    String run = "run --out " + directory.resolve("never") + " --baseline ";
    assertThat(execute(run + directory.resolve("none.json") + " --policy " + policy)).isEqualTo(20);
    assertThat(err.toString()).contains("there is no such baseline");
    update(1);
    assertThat(execute(run + baseline)).isEqualTo(64);
    assertThat(err.toString()).contains("--baseline is about a policy's verdicts");
    assertThat(directory.resolve("never")).doesNotExist();
  }

  private void update(int runs) throws IOException {
    StringBuilder words = new StringBuilder("baseline update " + baseline);
    for (int i = 0; i < runs; i++) {
      words.append(' ').append(run("run-" + i, 1));
    }
    assertThat(execute(words.toString())).as(err.toString()).isZero();
  }

  /** Six blocks whose cell costs that many times as much as the anchor's double, but for noise. */
  private Path run(String name, double factor) throws IOException {
    Random random = new Random(name.hashCode());
    Measurement measurement = new Measurement(1, 1, 1, 1);
    Plan plan =
        new Plan(
            Plan.SCHEMA_VERSION,
            name,
            "2026-11-27T10:00:00Z",
            "0",
            "smoke",
            1,
            BLOCKS,
            null,
            .99,
            .05,
            List.of(new PlannedCell(VOLUME, measurement)),
            List.of(new PlannedCell(ANCHOR, measurement)),
            List.of("run"),
            null);
    Environment environment =
        new Environment(
            Plan.SCHEMA_VERSION,
            new TreeMap<>(Map.of("kernel", "6.18", "jdk", "17")),
            List.of(
                new Passport(
                    "simulated",
                    Target.NAMED_VOLUME,
                    new TreeMap<>(Map.of("fileSystem", "ext4")))));
    Path place = directory.resolve(name);
    double level = .01 * random.nextGaussian();
    try (RunDirectory made = RunDirectory.create(place, plan, environment)) {
      for (int block = 0; block < BLOCKS; block++) {
        double noise = StrictMath.exp(level + .01 * random.nextGaussian());
        made.append(sample(block, 0, VOLUME, .004 * factor * noise));
        made.append(sample(block, 1, ANCHOR, .002 * StrictMath.exp(.01 * random.nextGaussian())));
      }
    }
    return place;
  }

  private static Sample sample(int block, int position, Cell cell, double cost) {
    return new Sample(
        block,
        position,
        cell,
        Sample.Outcome.OK,
        null,
        "2026-11-27T10:00:00Z",
        Fork.of(
            List.of(),
            new ArrayList<>(List.of(new Iteration(10, cost))),
            Map.of("bytesWritten", 8192.0),
            Latencies.none()),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** In one line, wherever it was wrapped. */
  private String printed() {
    return out.toString().replaceAll("\\s+", " ");
  }

  private int execute(String words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine = Layertax.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(words.split(" +", -1));
  }
}
