package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetAsideRuleTest {

  private static final Cell LAYER = ExampleRun.cell("page-update", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);

  /** One block per value; the measured cells disagree in every block by the same factor. */
  private static Results analysed(String condition, double[] values, double[] anchors) {
    Plan plan = ExampleRun.plan(values.length, .95, LAYER, NAMED);
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < values.length; block++) {
      for (Sample sample :
          List.of(
              ExampleRun.sample(block, 0, LAYER, 2),
              ExampleRun.sample(block, 1, NAMED, 1),
              ExampleRun.sample(block, 2, ExampleRun.ANCHOR, anchors[block]))) {
        samples.add(
            new Sample(
                sample.block(),
                sample.position(),
                sample.cell(),
                sample.outcome(),
                null,
                sample.startedAt(),
                sample.fork(),
                sample.overheadSeconds(),
                new TreeMap<>(Map.of(condition, values[block]))));
      }
    }
    return Analysis.of(new Run(plan, ExampleRun.environment(), samples));
  }

  private static final double[] STEADY = {1, 1.02, .98, 1.01, .99, 1};
  private static final double[] CALM = {0, 0, .01, 0, 0, 0};

  @Test
  void apply_calmRun_setsNothingAside() {
    assertThat(analysed("steal", CALM, STEADY).setAside()).isEmpty();
  }

  @Test
  void apply_stolenBlock_isSetAsideAndUsedByNoEstimate() {
    Results results = analysed("steal", new double[] {0, 0, .3, 0, 0, 0}, STEADY);
    assertThat(results.setAside())
        .containsExactly(new Results.SetAsideBlock(2, "steal 0.30, the run's median is 0.00"));
    assertThat(results.comparisons()).extracting(Comparison::blocks).containsExactly(5);
    assertThat(results.costs().get(0).blocks()).isEqualTo(5);
    assertThat(results.blocks()).isEqualTo(6);
    assertThat(results.comparisons().get(0).flags()).doesNotContain("set-aside");
  }

  /**
   * Of the logs 0, ±.1, ±.2 and x: {@code 5 * scipy.stats.median_abs_deviation(logs,
   * scale="normal")} is 1.112 about a median of .05.
   */
  @ParameterizedTest
  @CsvSource({"1.15, 0", "1.17, 1"})
  void apply_noisyAnchor_setsAsideBeyondFiveScaledMads(double x, int blocks) {
    double[] logs = {0, .1, -.1, .2, -.2, x};
    double[] anchors = Arrays.stream(logs).map(StrictMath::exp).toArray();
    assertThat(analysed("steal", CALM, anchors).setAside()).hasSize(blocks);
  }

  @Test
  void flags_justAThirdSetAside_sayNothing() {
    Results results = analysed("steal", new double[] {0, 0, .3, .3, 0, 0}, STEADY);
    assertThat(results.setAside()).hasSize(2);
    assertThat(results.comparisons().get(0).flags()).doesNotContain("set-aside");
  }

  @Test
  void apply_anchorOffEitherWay_setsAsideWithBothReasons() {
    Results results =
        analysed(
            "cpuPressure",
            new double[] {.1, .1, .5, .1, .1, .1},
            new double[] {1, .5, 2, 1.01, .99, 1});
    assertThat(results.setAside())
        .containsExactly(
            new Results.SetAsideBlock(1, "storage anchor cost 0.50 times the run's median"),
            new Results.SetAsideBlock(
                2,
                "storage anchor cost 2.00 times the run's median; cpuPressure 0.50, the run's"
                    + " median is 0.10"));
  }

  @Test
  void apply_anchorWithinTheFactor_staysIn() {
    assertThat(analysed("steal", CALM, new double[] {1, 1.45, .7, 1, 1, 1}).setAside()).isEmpty();
  }

  @Test
  void apply_noisyAnchor_isNoOutlier() {
    assertThat(analysed("steal", CALM, new double[] {1, 2, .5, 3, .4, 1.5}).setAside()).isEmpty();
  }

  @Test
  void apply_stealAllRunLong_setsNothingAside() {
    double[] stolen = {.4, .41, .4, .39, .4, .4};
    assertThat(analysed("steal", stolen, STEADY).setAside()).isEmpty();
  }

  @Test
  void apply_ioPressure_isNoReason() {
    assertThat(analysed("ioPressure", new double[] {0, 0, 1, 0, 0, 0}, STEADY).setAside())
        .isEmpty();
  }

  @Test
  void apply_fourBlocks_setsNothingAside() {
    assertThat(analysed("steal", new double[] {0, 0, 0, .9}, new double[] {1, 1, 1, 9}).setAside())
        .isEmpty();
  }

  @Test
  void flags_moreThanAThirdSetAside_sayIt() {
    Results results =
        analysed(
            "steal", new double[] {0, 0, .5, .6, .5, 0, 0}, new double[] {1, 1, 1, 1, 1, 1, 1});
    assertThat(results.setAside()).hasSize(3);
    assertThat(results.comparisons().get(0).flags()).contains("set-aside");
  }
}
