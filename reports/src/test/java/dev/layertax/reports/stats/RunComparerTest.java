package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D5;
import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.model.RunComparison.Change;
import dev.layertax.reports.model.RunComparison.Difference;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunComparerTest {

  private static final Cell LAYER = ExampleRun.cell("page-update", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);
  private static final Cell TMPFS = LAYER.on(Target.TMPFS);

  private static Run run(double... logRatios) {
    Plan plan = ExampleRun.plan(logRatios.length, .99, LAYER, NAMED);
    return ExampleRun.paired(plan, NAMED, LAYER, logRatios);
  }

  private static Run anchored(Run run, double anchorCost) {
    List<Sample> samples = new ArrayList<>(run.samples());
    for (int block = 0; block < run.plan().blocks(); block++) {
      samples.add(ExampleRun.sample(block, 2, ExampleRun.ANCHOR, anchorCost));
    }
    return new Run(run.plan(), run.environment(), samples);
  }

  @Test
  void compare_advantageShrank_isWelchOnTheLogRatios() {
    Change change = RunComparer.compare(run(D5), run(D8)).advantages().get(0);
    // scipy.stats.ttest_ind(d8, d5, equal_var=False), its confidence_interval(.99)
    assertThat(change.pValue()).isCloseTo(0.0013925832057386145, NINE_DIGITS);
    assertThat(change.low()).isCloseTo(Math.exp(-0.8861114952914984), NINE_DIGITS);
    assertThat(change.high()).isCloseTo(Math.exp(-0.1763885047085016), NINE_DIGITS);
    assertThat(change.first()).isCloseTo(Math.exp(.63), NINE_DIGITS);
    assertThat(change.second()).isCloseTo(Math.exp(.09875), NINE_DIGITS);
    assertThat(change.ratio()).isCloseTo(change.second() / change.first(), NINE_DIGITS);
    assertThat(change.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(change.firstBlocks()).isEqualTo(5);
    assertThat(change.secondBlocks()).isEqualTo(8);
    assertThat(change.cell()).isEqualTo(NAMED);
    assertThat(change.reference()).isEqualTo(Target.WRITABLE_LAYER);
  }

  @Test
  void compare_advantageGrew_isFaster() {
    assertThat(RunComparer.compare(run(D8), run(D5)).advantages().get(0).verdict())
        .isEqualTo(Verdict.FASTER);
  }

  @Test
  void compare_runWithItself_isEquivalentOrUndecided() {
    double[] quiet = {.5, .501, .499, .5, .502, .498};
    assertThat(RunComparer.compare(run(quiet), run(quiet)).advantages())
        .extracting(Change::verdict)
        .containsExactly(Verdict.EQUIVALENT);
    assertThat(RunComparer.compare(run(D5), run(D5)).advantages())
        .extracting(Change::verdict)
        .containsExactly(Verdict.INCONCLUSIVE);
  }

  @Test
  void compare_costRose_isRelativeToEachRunsAnchor() {
    double[] quiet = {.5, .501, .499, .5, .502, .498};
    double[] dearer = {.3, .301, .299, .3, .302, .298};
    // The second machine is twice as slow throughout, anchor included.
    RunComparison comparison =
        RunComparer.compare(anchored(run(quiet), .5), anchored(run(dearer), 1));
    Change layer = comparison.costs().get(0);
    Change named = comparison.costs().get(1);
    assertThat(layer.cell()).isEqualTo(LAYER);
    assertThat(layer.reference()).isEqualTo(Target.HOST_DIRECTORY);
    assertThat(layer.first()).isCloseTo(2, NINE_DIGITS);
    assertThat(layer.second()).isCloseTo(1, NINE_DIGITS);
    assertThat(layer.verdict()).isEqualTo(Verdict.FASTER);
    assertThat(named.ratio()).isCloseTo(Math.exp(.2) / 2, NINE_DIGITS);
    assertThat(named.adjustedPValue()).isGreaterThanOrEqualTo(named.pValue());
    Change reverse =
        RunComparer.compare(anchored(run(dearer), 1), anchored(run(quiet), .5)).costs().get(1);
    assertThat(reverse.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(reverse.ratio()).isGreaterThan(1);
  }

  @Test
  void compare_differentCells_areListedNotCompared() {
    Run first = run(D5);
    Run second =
        new Run(ExampleRun.plan(3, .95, LAYER, TMPFS), ExampleRun.environment(), List.of());
    RunComparison comparison = RunComparer.compare(first, second);
    assertThat(comparison.advantages()).isEmpty();
    assertThat(comparison.onlyInFirst()).containsExactly(NAMED);
    assertThat(comparison.onlyInSecond()).containsExactly(TMPFS);
    assertThat(comparison.confidence()).isEqualTo(.99);
  }

  @Test
  void compare_environments_listsWhatDiffers() {
    Run first = run(D5);
    Run second =
        new Run(
            first.plan(),
            new Environment(
                Plan.SCHEMA_VERSION,
                new TreeMap<>(Map.of("os", "Linux", "kernel", "6.19", "cores", "2")),
                List.of()),
            first.samples());
    assertThat(RunComparer.compare(first, second).environment())
        .containsExactly(
            new Difference("host.cores", null, "2"),
            new Difference("host.jdk", "17.0.15", null),
            new Difference("host.kernel", "6.18", "6.19"),
            new Difference("simulated.named-volume.device", "vda1", null),
            new Difference("simulated.named-volume.fileSystem", "ext4", null));
  }
}
