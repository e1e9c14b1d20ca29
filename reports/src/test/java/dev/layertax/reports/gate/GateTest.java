package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.gate.GateOutcome.Status;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {

  private static final Cell LAYER =
      Cell.of("simulated", "first-write", Map.of("size", "64MiB"), Target.WRITABLE_LAYER);
  private static final Cell VOLUME = LAYER.on(Target.NAMED_VOLUME);
  private static final Cell MEMORY = LAYER.on(Target.TMPFS);

  private static final String ONE_RULE =
      "advantage:\n- {workload: first-write, target: named-volume, at-least: 1.2}\n";

  @ParameterizedTest
  @CsvSource({
    // One gated cell: one-sided alpha .01; scipy.stats.t.ppf(.99, 4) = 3.7469474, sd .1, 5 blocks:
    // the bounds are ratio * exp(-+0.16756...), so 1.2 is decided above 1.4189 and under 1.0149.
    "1.42, CONFIRMED",
    "1.4188, INCONCLUSIVE",
    "1.2, INCONCLUSIVE",
    "1.0150, INCONCLUSIVE",
    "1.0148, LOST",
    "0.5, LOST",
    "NaN, INVALID",
  })
  void judge_ratioAgainstFloor_isDecidedByItsBounds(double ratio, Verdict verdict) {
    assertThat(judge(ONE_RULE, comparison(VOLUME, ratio, .1, 5)).findings())
        .singleElement()
        .extracting(Finding::verdict)
        .isEqualTo(verdict);
  }

  @Test
  void judge_moreGatedCells_needsWiderBoundsByHolmsOrder() {
    String twoCells = "advantage:\n- {workload: first-write, target: '*', at-least: 1.2}\n";
    GateOutcome clear =
        judge(twoCells, comparison(VOLUME, 1.42, .1, 5), comparison(MEMORY, 9, .1, 5));
    // The clearer one pays for both; the other then has all of alpha, as if it were alone.
    assertThat(clear.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED);
    assertThat(clear.findings().get(0).explanation()).contains("bounds of 99 % each");
    assertThat(clear.findings().get(1).explanation()).contains("bounds of 99.5 % each");
    GateOutcome close =
        judge(twoCells, comparison(VOLUME, 1.42, .1, 5), comparison(MEMORY, 1.42, .1, 5));
    // t.ppf(.995, 4) = 4.604: 1.42 * exp(-.2059) = 1.156, which does not clear 1.2.
    assertThat(close.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE);
  }

  @Test
  void judge_undecided_saysWhatWouldDecide() {
    Finding finding = judge(ONE_RULE, comparison(VOLUME, 1.3, .1, 5)).findings().get(0);
    // python3: first k with (t.ppf(.99,k-1) + t.ppf(.8,k-1)) * .1 / sqrt(k) <= log(1.3/1.2)
    assertThat(finding.explanation())
        .isEqualTo(
            "First write to a 64 MiB image file, a named volume: it is 30 % faster; the bounds 1.1 to"
                + " 1.54 do not decide about the floor of 1.2 (5 blocks, bounds of 99 % each); a"
                + " distance of 23 % could be decided; about 19 blocks would decide.");
    assertThat(finding.line()).isEqualTo(2);
    assertThat(finding.rule())
        .isEqualTo("advantage {workload: first-write, target: named-volume, at-least: 1.2}");
  }

  @Test
  void judge_oneBlock_isInconclusive() {
    assertThat(judge(ONE_RULE, comparison(VOLUME, 100, Double.NaN, 1)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
              assertThat(finding.explanation()).contains("1 block cannot decide");
            });
  }

  @Test
  void judge_missingComparison_isInvalidAndGivesTheReason() {
    Results results =
        results(
            List.of(),
            List.of(),
            List.of(new Results.Failure(0, VOLUME, "no space left on the device.")));
    GateOutcome outcome = ComparedGate.judge(Policy.parse(ONE_RULE, "p.yaml"), plan(), results);
    assertThat(outcome.status()).isEqualTo(Status.INVALID);
    assertThat(outcome.findings().get(0).explanation())
        .endsWith("1 visit of it or of the layer failed, the first: no space left on the device.");
  }

  static Stream<Arguments> counters() {
    return Stream.of(
        arguments(67108864.0, List.of(), "64MiB", Verdict.EXACT),
        arguments(67108864.0, List.of(), "67108864", Verdict.EXACT),
        arguments(67108864.0, List.of(), "64 MiB", Verdict.EXACT),
        arguments(67108865.0, List.of(), "64MiB", Verdict.CHANGED),
        arguments(0.0, List.of(), "0", Verdict.EXACT),
        arguments(0.25, List.of(), "0.25", Verdict.EXACT),
        arguments(1e-9, List.of(), "0", Verdict.CHANGED),
        arguments(67108864.0, List.of("bytesCopiedUp"), "64MiB", Verdict.CHANGED),
        arguments(67108864.0, List.of("flushes"), "64MiB", Verdict.EXACT));
  }

  @ParameterizedTest
  @MethodSource("counters")
  void judge_counterAgainstPolicy_isExact(
      double count, List<String> unequal, String equals, Verdict verdict) {
    assertThat(judgeCounter("bytesCopiedUp", equals, count, unequal).findings())
        .singleElement()
        .extracting(Finding::verdict)
        .isEqualTo(verdict);
  }

  @Test
  void judge_unknownCounter_isInvalidWithTheNearest() {
    Finding finding = judgeCounter("bytesCopyedUp", "0", 0, List.of()).findings().get(0);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation()).contains("did you mean 'bytesCopiedUp'?");
  }

  @Test
  void judge_regressionRule_saysThatItWasNotJudged() {
    GateOutcome outcome =
        judge(
            "regression: {tolerance: 0.03, margin: 0.1}\n" + ONE_RULE,
            comparison(VOLUME, 2, .1, 5));
    assertThat(outcome.notes())
        .containsExactly(
            "The regression rule (line 1) was not judged: it needs a baseline (--baseline) or a"
                + " second revision (--against), and there is neither.");
    assertThat(outcome.status()).isEqualTo(Status.OK);
  }

  @Test
  void judge_ruleWithoutCell_isRefused() {
    assertThatThrownBy(() -> judge("advantage:\n- {workload: x, target: '*', at-least: 1}\n"))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("p.yaml:2: ");
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        arguments(false, List.of(), Status.OK, 0),
        arguments(false, List.of(Verdict.CONFIRMED, Verdict.EXACT), Status.OK, 0),
        arguments(false, List.of(Verdict.INCONCLUSIVE), Status.OK, 0),
        arguments(true, List.of(Verdict.INCONCLUSIVE), Status.INCONCLUSIVE, 12),
        arguments(true, List.of(Verdict.INCONCLUSIVE, Verdict.LOST), Status.ADVANTAGE_LOST, 11),
        arguments(false, List.of(Verdict.LOST, Verdict.CHANGED), Status.REGRESSION, 10),
        arguments(
            true,
            List.of(Verdict.CHANGED, Verdict.LOST, Verdict.INVALID, Verdict.INCONCLUSIVE),
            Status.INVALID,
            20));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void status_findings_isTheWorst(
      boolean strict, List<Verdict> verdicts, Status status, int exitCode) {
    List<Finding> findings =
        verdicts.stream().map(verdict -> new Finding(1, "rule", VOLUME, verdict, "why")).toList();
    GateOutcome outcome = new GateOutcome("p.yaml", strict, findings, List.of());
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.status().exitCode()).isEqualTo(exitCode);
  }

  private static GateOutcome judge(String yaml, Comparison... comparisons) {
    return ComparedGate.judge(
        Policy.parse(yaml, "p.yaml"), plan(), results(List.of(comparisons), List.of(), List.of()));
  }

  private static GateOutcome judgeCounter(
      String counter, String equals, double count, List<String> unequal) {
    String yaml =
        "counters:\n- {workload: first-write, target: named-volume, counter: "
            + counter
            + ", equals: "
            + equals
            + "}\n";
    CellCounters counters =
        new CellCounters(
            VOLUME, new TreeMap<>(Map.of("bytesCopiedUp", count, "flushes", 1.0)), unequal);
    return ComparedGate.judge(
        Policy.parse(yaml, "p.yaml"), plan(), results(List.of(), List.of(counters), List.of()));
  }

  private static Plan plan() {
    List<PlannedCell> cells =
        Stream.of(LAYER, VOLUME, MEMORY)
            .map(cell -> new PlannedCell(cell, new Measurement(0, 0, 1, 0)))
            .toList();
    return new Plan(
        1,
        "run",
        "2026-11-23T18:10:14Z",
        "0",
        "smoke",
        1,
        5,
        null,
        .99,
        .05,
        cells,
        List.of(),
        List.of(),
        null);
  }

  private static Results results(
      List<Comparison> comparisons, List<CellCounters> counters, List<Results.Failure> failures) {
    return new Results(
        1,
        "run",
        "smoke",
        5,
        5,
        List.of(),
        comparisons,
        List.of(),
        counters,
        List.of(),
        List.of(),
        failures);
  }

  private static Comparison comparison(Cell cell, double ratio, double sd, int blocks) {
    return new Comparison(
        cell.engine(),
        cell.workload(),
        cell.params(),
        cell.target(),
        Target.WRITABLE_LAYER,
        ratio,
        Double.NaN,
        Double.NaN,
        .99,
        blocks,
        Double.NaN,
        Double.NaN,
        dev.layertax.reports.model.Verdict.INCONCLUSIVE,
        List.of(),
        1,
        1,
        1,
        1,
        Double.NaN,
        -1,
        sd,
        Double.NaN,
        List.of());
  }
}
