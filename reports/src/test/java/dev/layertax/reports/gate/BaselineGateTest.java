package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.gate.BaselineUpdate.RefusedException;
import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.AcceptedChange;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs judged by earlier ones, and which runs may become earlier ones. */
class BaselineGateTest {

  private static final Cell LAYER = ExampleRun.cell("wal-append", Target.WRITABLE_LAYER);
  private static final Cell VOLUME = LAYER.on(Target.NAMED_VOLUME);
  private static final Policy POLICY =
      Policy.parse("regression: {tolerance: 0.03, margin: 0.10}\n", "p.yaml");

  private static final Environment ENVIRONMENT =
      new Environment(
          1,
          ExampleRun.environment().host(),
          Stream.of(Target.WRITABLE_LAYER, Target.NAMED_VOLUME)
              .map(
                  target ->
                      new Passport(
                          "simulated",
                          target,
                          new TreeMap<>(Map.of("fileSystem", "ext4", "device", "vda1"))))
              .toList());

  /** Twelve runs of ten blocks that vary by a percent or two. */
  private static final Baseline BASELINE = baseline(12);

  @ParameterizedTest
  @CsvSource({"1, PASS", "1.02, PASS", "1.15, REGRESSION", "3, REGRESSION", ".5, IMPROVED"})
  void judge_costAgainstEarlierRuns_isDecidedByWhatOneMoreRunCouldShow(
      double factor, Verdict verdict) {
    Finding finding = judge(run(99, factor, 1), BASELINE);
    assertThat(finding.verdict()).as(finding.explanation()).isEqualTo(verdict);
    assertThat(finding.explanation()).contains("the baseline");
  }

  @Test
  void judge_policyWithoutRegressionRule_saysThatTheBaselineWasNotUsed() {
    Policy floor =
        Policy.parse("advantage:\n- {workload: '*', target: '*', at-least: 0.1}\n", "p.yaml");
    Run run = run(99, 1, 1);
    assertThat(
            Gate.judge(floor, run, Analysis.of(run), Optional.empty(), Optional.of(BASELINE))
                .notes())
        .containsExactly(
            "Nothing was held against the baseline: the policy has no rule under 'regression:'.");
  }

  @Test
  void judge_slowerMachine_isNoRegression() {
    // Cell and anchor cost a percent more: the machine, within what the anchor has shown before.
    assertThat(judge(run(99, 1, 1.01), BASELINE).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void judge_driftedAnchor_isInvalidForItWouldHideASlowdown() {
    Finding finding = judge(run(99, 1, 2), BASELINE);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation()).contains("storage anchor drifted", "costs 2 times");
  }

  @Test
  void judge_baselineOfAnotherMachine_isInvalidAndNamesTheFact() {
    Finding finding =
        judge(
            inEnvironment(run(99, 1, 1), environment(Map.of("kernel", "5.4", "jdk", "17.0.15"))),
            BASELINE);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation()).contains("kernel was '6.18', is '5.4'", "--against");
  }

  @Test
  void judge_emptyBaseline_isInvalid() {
    Baseline empty = new Baseline(1, BASELINE.environment(), List.of(), List.of());
    Finding finding = judge(run(99, 1, 1), empty);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation()).contains("the baseline has no run");
  }

  @Test
  void judge_fewRuns_isInconclusiveWhateverTheCostAndSettledByNoBlock() {
    GateOutcome outcome = outcome(run(99, 9, 1), baseline(9));
    assertThat(outcome.findings()).extracting(Finding::verdict).containsOnly(Verdict.INCONCLUSIVE);
    assertThat(outcome.findings().get(0).explanation())
        .contains("the baseline has 9 runs of it; 10 are the least");
    assertThat(Gate.isSettled(outcome)).isTrue();
  }

  @Test
  void judge_cellThatNoRunHad_isInconclusive() {
    Cell other = ExampleRun.cell("small-files", Target.NAMED_VOLUME);
    Run run = run(99, 1, 1, 10, List.of(LAYER, other));
    Finding finding =
        outcome(run, BASELINE).findings().stream()
            .filter(each -> each.cell().equals(other))
            .findFirst()
            .orElseThrow();
    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.explanation()).contains("the baseline has no run of it");
  }

  @Test
  void judge_runWithoutAnchor_isInvalid() {
    Run run = run(99, 1, 1);
    Run bare =
        new Run(
            run.plan(),
            run.environment(),
            run.samples().stream()
                .filter(sample -> !sample.cell().equals(ExampleRun.ANCHOR))
                .toList());
    assertThat(judge(bare, BASELINE).explanation())
        .contains("no block measured the storage anchor");
  }

  @Test
  void judge_measuredOtherwise_isInvalid() {
    Run run = run(99, 1, 1);
    Plan plan = run.plan();
    Plan shorter =
        new Plan(
            1,
            plan.runId(),
            plan.createdAt(),
            "0",
            "smoke",
            1,
            10,
            null,
            .99,
            .05,
            plan.cells().stream()
                .map(cell -> new PlannedCell(cell.cell(), new Measurement(1, .5, 3, 1)))
                .toList(),
            plan.sentinels(),
            List.of(),
            null);
    Finding finding = judge(new Run(shorter, run.environment(), run.samples()), BASELINE);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation())
        .contains("3 iterations of 1 s after 2 of 0.5 s", "3 iterations of 1 s after 1 of 0.5 s");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2026-11-30, ACCEPTED, accepted up to 2 times until 2026-11-30: slower and safer",
    // The last day is one of them.
    "2, 2026-11-27, ACCEPTED, until 2026-11-27",
    "2, 2026-11-26, REGRESSION, which has passed",
    "1.2, 2026-11-30, REGRESSION, accepted up to 1.2 times"
  })
  void judge_acceptedChange_holdsToItsDateAndItsMeasure(
      double atMost, String expires, Verdict verdict, String words) {
    Baseline accepting =
        BASELINE.accepting(
            List.of(new AcceptedChange(VOLUME, atMost, "slower and safer", expires)));
    Finding finding = judge(run(99, 1.5, 1), accepting);
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.explanation()).contains(words);
  }

  @Test
  void add_runOfTheSame_isTakenWithItsBlocks() throws RefusedException {
    Baseline more = BaselineUpdate.add(Optional.of(BASELINE), run(99, 1, 1), none(), "abc", 30);
    assertThat(more.runs()).hasSize(13);
    Baseline.PastRun last = more.runs().get(12);
    assertThat(last.commit()).isEqualTo("abc");
    assertThat(last.of(VOLUME).orElseThrow().logRelativeCosts()).hasSize(10);
    assertThat(last.anchorLogCosts()).hasSize(10);
  }

  @Test
  void add_tooMany_leavesTheOldestOut() throws RefusedException {
    Baseline more = BaselineUpdate.add(Optional.of(BASELINE), run(99, 1, 1), none(), "", 12);
    assertThat(more.runs()).extracting(Baseline.PastRun::runId).doesNotContain("run-0");
    assertThat(more.runs()).hasSize(12);
  }

  @Test
  void add_regressedRun_isRefusedUntilItIsAccepted() throws RefusedException {
    assertRefused(BASELINE, run(99, 1.5, 1), "REGRESSION");
    Baseline accepting =
        BASELINE.accepting(
            List.of(
                new AcceptedChange(VOLUME, 2, "it is safer", "2026-12-31"),
                new AcceptedChange(LAYER, 2, "it is safer", "2026-12-31")));
    assertThat(BaselineUpdate.add(Optional.of(accepting), run(99, 1.5, 1), none(), "", 30).runs())
        .hasSize(13);
  }

  @Test
  void add_runThatItsPolicyRefuses_isRefused() {
    Policy floor =
        Policy.parse("advantage:\n- {workload: '*', target: '*', at-least: 5}\n", "p.yaml");
    assertThatThrownBy(
            () ->
                BaselineUpdate.add(
                    Optional.of(BASELINE), run(99, 1, 1), Optional.of(floor), "", 30))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("LOST");
  }

  @Test
  void add_sameRunTwice_isRefused() {
    assertRefused(BASELINE, run(3, 1, 1), "has this run already: run-3");
  }

  @Test
  void add_driftedOrForeignOrInvalidRun_isRefused() {
    assertRefused(BASELINE, run(99, 1, 2), "storage anchor drifted");
    assertRefused(
        BASELINE,
        inEnvironment(run(99, 1, 1), environment(Map.of("kernel", "5.4", "jdk", "17.0.15"))),
        "kernel was '6.18', is '5.4'");
    Environment plain = ENVIRONMENT;
    Environment invalid =
        new Environment(
            1,
            plain.host(),
            List.of(
                new Passport(
                    "simulated",
                    Target.NAMED_VOLUME,
                    new TreeMap<>(Map.of(Passport.INVALID, "it is on the layer")))));
    assertRefused(BASELINE, inEnvironment(run(99, 1, 1), invalid), "not what its name says");
  }

  @Test
  void add_cellWithoutBlocks_isRefused() {
    Run run = run(99, 1, 1);
    List<Sample> broken =
        run.samples().stream()
            .map(
                sample ->
                    sample.cell().equals(VOLUME) && sample.block() > 2
                        ? ExampleRun.failure(sample.block(), sample.position(), VOLUME, "it broke")
                        : sample)
            .toList();
    assertRefused(
        BASELINE, new Run(run.plan(), run.environment(), broken), "has 3 blocks together");
  }

  private static Optional<Policy> none() {
    return Optional.empty();
  }

  private static void assertRefused(Baseline baseline, Run run, String why) {
    assertThatThrownBy(() -> BaselineUpdate.add(Optional.of(baseline), run, none(), "", 30))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  private static GateOutcome outcome(Run run, Baseline baseline) {
    return Gate.judge(POLICY, run, Analysis.of(run), Optional.empty(), Optional.of(baseline));
  }

  private static Finding judge(Run run, Baseline baseline) {
    return outcome(run, baseline).findings().stream()
        .filter(finding -> finding.cell().equals(VOLUME))
        .findFirst()
        .orElseThrow();
  }

  private static Baseline baseline(int runs) {
    try {
      Optional<Baseline> baseline = Optional.empty();
      for (int i = 0; i < runs; i++) {
        baseline = Optional.of(BaselineUpdate.add(baseline, run(i, 1, 1), none(), "c" + i, 30));
      }
      return baseline.orElseThrow();
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  private static Run run(int number, double factor, double anchor) {
    return run(number, factor, anchor, 10, List.of(LAYER, VOLUME));
  }

  /** Blocks that vary by a percent, runs that do by as much. */
  private static Run run(int number, double factor, double anchor, int blocks, List<Cell> cells) {
    Random random = new Random(number);
    double level = .01 * random.nextGaussian();
    Plan plan = ExampleRun.plan(blocks, .99, cells.toArray(Cell[]::new));
    Plan named =
        new Plan(
            1,
            "run-" + number,
            "2026-11-27T10:00:00Z",
            "0",
            "smoke",
            number,
            blocks,
            null,
            .99,
            .05,
            plan.cells(),
            plan.sentinels(),
            List.of(),
            null);
    List<Sample> samples = new ArrayList<>();
    IntStream.range(0, blocks)
        .forEach(
            block -> {
              for (int i = 0; i < cells.size(); i++) {
                double cost = factor * anchor * StrictMath.exp(level + .01 * random.nextGaussian());
                samples.add(ExampleRun.sample(block, i, cells.get(i), .004 * cost));
              }
              double cost = anchor * StrictMath.exp(.01 * random.nextGaussian());
              samples.add(ExampleRun.sample(block, cells.size(), ExampleRun.ANCHOR, .002 * cost));
            });
    return new Run(named, ENVIRONMENT, samples);
  }

  private static Run inEnvironment(Run run, Environment environment) {
    return new Run(run.plan(), environment, run.samples());
  }

  private static Environment environment(Map<String, String> host) {
    Map<String, String> facts = new TreeMap<>(host);
    facts.put("os", "Linux");
    return new Environment(1, new TreeMap<>(facts), ENVIRONMENT.passports());
  }
}
