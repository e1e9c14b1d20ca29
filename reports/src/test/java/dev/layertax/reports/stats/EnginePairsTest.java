package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.EngineCost;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Fidelity.Agreement;
import dev.layertax.reports.model.FidelitySummary;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginePairsTest {

  private static final Cell SIMULATED = cell("simulated", Target.NAMED_VOLUME);
  private static final Cell KERNEL = cell("kernel", Target.NAMED_VOLUME);
  private static final Cell SIMULATED_LAYER = SIMULATED.on(Target.WRITABLE_LAYER);
  private static final Cell KERNEL_LAYER = KERNEL.on(Target.WRITABLE_LAYER);

  /** Reference.D10 without its last two. */
  private static final double[] N8 = {0.011, -0.004, 0.007, 0.002, -0.009, 0.013, -0.001, 0.005};

  private static Cell cell(String engine, Target target) {
    return Cell.of(engine, "first-write", Map.of("size", "4KiB"), target);
  }

  /** The kernel's advantage is e² in every block, the simulation's off by these log ratios. */
  private static List<Sample> samples(double... logRatios) {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < logRatios.length; block++) {
      // Whatever a block does to all its cells must not show.
      double mood = 1 + block / 7.0;
      double advantage = StrictMath.exp(2 + logRatios[block]);
      samples.add(ExampleRun.sample(block, 0, SIMULATED_LAYER, advantage * mood));
      samples.add(ExampleRun.sample(block, 1, SIMULATED, mood));
      samples.add(ExampleRun.sample(block, 2, KERNEL_LAYER, StrictMath.exp(2) * mood));
      samples.add(ExampleRun.sample(block, 3, KERNEL, mood));
    }
    return samples;
  }

  private static Results results(List<Sample> samples, Cell... cells) {
    return Analysis.of(new Run(ExampleRun.plan(8, .95, cells), ExampleRun.environment(), samples));
  }

  private static Results results(double... logRatios) {
    return results(samples(logRatios), SIMULATED_LAYER, SIMULATED, KERNEL_LAYER, KERNEL);
  }

  private static Fidelity only(Results results) {
    assertThat(results.fidelity()).hasSize(1);
    return results.fidelity().get(0);
  }

  private static double[] plus(double[] values, double more) {
    return Arrays.stream(values).map(value -> value + more).toArray();
  }

  @Test
  void fidelity_pairedBlocks_agreesWithScipy() {
    Fidelity one = only(results(D8));
    // numpy.exp(d.mean()); numpy.exp(scipy.stats.t.interval(.95, 7, d.mean(), scipy.stats.sem(d)))
    assertThat(one.ratio()).isCloseTo(1.1037903174831891, NINE_DIGITS);
    assertThat(one.low()).isCloseTo(0.9931718398381288, NINE_DIGITS);
    assertThat(one.high()).isCloseTo(1.2267293695804056, NINE_DIGITS);
    // numpy.std(d, ddof=1)
    assertThat(one.logRatioSd()).isCloseTo(0.12631451675423985, NINE_DIGITS);
    assertThat(one.referenceAdvantage()).isCloseTo(StrictMath.exp(2), NINE_DIGITS);
    assertThat(one.advantage() / one.referenceAdvantage()).isCloseTo(one.ratio(), NINE_DIGITS);
    assertThat(one.advantageLow()).isLessThan(one.advantage());
    assertThat(one.advantageHigh()).isGreaterThan(one.advantage());
    assertThat(one.blocks()).isEqualTo(8);
    assertThat(one.confidence()).isEqualTo(.95);
    assertThat(List.of(one.engine(), one.referenceEngine())).containsExactly("simulated", "kernel");
  }

  @Test
  void verdict_byTwoOneSidedTests_agreesDiffersOrIsUndecided() {
    // max(ttest_1samp(d, -m, alternative="greater").pvalue, ttest_1samp(d, m,
    // alternative="less").pvalue) with m = log(1.25): .0135 for D8, .99999 for D8 + .6
    assertThat(only(results(D8)).verdict()).isEqualTo(Agreement.AGREES);
    assertThat(only(results(plus(D8, .6))).verdict()).isEqualTo(Agreement.DIFFERS);
    assertThat(only(results(plus(D8, -.6))).verdict()).isEqualTo(Agreement.DIFFERS);
    assertThat(only(results(plus(D8, .12))).verdict()).isEqualTo(Agreement.INCONCLUSIVE);
    assertThat(only(results(plus(D8, .12))).within()).isTrue();
    assertThat(only(results(plus(D8, -.32))).within()).isTrue();
    assertThat(only(results(plus(D8, -.33))).within()).isFalse();
    assertThat(only(results(.1)).verdict()).isEqualTo(Agreement.INCONCLUSIVE);
  }

  @Test
  void verdict_intervalOutsideButRanksDoNotAgree_isUndecided() {
    double[] beyond = {-.01, .02, -.03, .3, .31, .32, .33, .34};
    Fidelity one = only(results(plus(beyond, StrictMath.log(1.25))));
    // scipy.stats.t.interval(.95, 7, beyond.mean(), scipy.stats.sem(beyond))[0] is above 0,
    // scipy.stats.wilcoxon(beyond, method="exact").pvalue is .0547
    assertThat(one.low()).isGreaterThan(1.25);
    assertThat(one.verdict()).isEqualTo(Agreement.INCONCLUSIVE);
  }

  @Test
  void verdict_bothEquivalentOfNoisyCells_agrees() {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 8; block++) {
      samples.add(ExampleRun.sample(block, 0, SIMULATED_LAYER, StrictMath.exp(N8[block])));
      samples.add(ExampleRun.sample(block, 1, SIMULATED, 1));
      samples.add(ExampleRun.sample(block, 2, KERNEL_LAYER, StrictMath.exp(-N8[block])));
      samples.add(ExampleRun.sample(block, 3, KERNEL, 1));
    }
    Fidelity one = only(results(samples, SIMULATED_LAYER, SIMULATED, KERNEL_LAYER, KERNEL));
    assertThat(one.bothEquivalent()).isTrue();
    assertThat(one.verdict()).isEqualTo(Agreement.AGREES);
    assertThat(only(results(D8)).bothEquivalent()).isFalse();
  }

  @Test
  void fidelity_blockWithoutOneOfTheFour_isNotUsed() {
    for (int lost = 0; lost < 4; lost++) {
      List<Sample> samples = samples(plus(D8, 0));
      samples.remove(3 * 4 + lost);
      Fidelity one = only(results(samples, SIMULATED_LAYER, SIMULATED, KERNEL_LAYER, KERNEL));
      assertThat(one.blocks()).isEqualTo(7);
      // numpy.exp(numpy.delete(d, 3).mean())
      assertThat(one.ratio()).isCloseTo(1.106750861935529, NINE_DIGITS);
      assertThat(one.advantage() / one.referenceAdvantage()).isCloseTo(one.ratio(), NINE_DIGITS);
    }
  }

  @Test
  void fidelity_blockSetAside_isNotUsed() {
    List<Sample> samples = samples(D8);
    for (int block = 0; block < 8; block++) {
      double anchor = block == 3 ? 10 : 1;
      samples.add(ExampleRun.sample(block, 4, ExampleRun.ANCHOR, anchor));
    }
    Results results = results(samples, SIMULATED_LAYER, SIMULATED, KERNEL_LAYER, KERNEL);
    assertThat(results.setAside()).hasSize(1);
    assertThat(only(results).blocks()).isEqualTo(7);
    assertThat(results.engineCosts()).allMatch(cost -> cost.blocks() == 7);
  }

  @Test
  void fidelity_nothingMeasuredTogether_isListedWithoutAFigure() {
    List<Sample> samples = samples(D8);
    samples.removeIf(sample -> sample.cell().equals(KERNEL));
    Results results = results(samples, SIMULATED_LAYER, SIMULATED, KERNEL_LAYER, KERNEL);
    Fidelity one = only(results);
    assertThat(one.measured()).isFalse();
    assertThat(one.verdict()).isEqualTo(Agreement.INCONCLUSIVE);
    FidelitySummary whole = results.fidelitySummaries().get(0);
    assertThat(whole.advantages()).isEqualTo(1);
    assertThat(whole.measured()).isZero();
    assertThat(whole.geometricMeanError()).isNaN();
    assertThat(whole.worst()).isNull();
    assertThat(whole.verdict()).isEqualTo(Agreement.INCONCLUSIVE);
  }

  @Test
  void engineCosts_everySharedCell_isTheCostOnEachDivided() {
    Results results = results(plus(N8, .5));
    assertThat(results.engineCosts())
        .extracting(EngineCost::cell)
        .containsExactly(SIMULATED_LAYER, SIMULATED);
    EngineCost layer = results.engineCosts().get(0);
    // numpy.exp((N8 + .5).mean())
    assertThat(layer.ratio()).isCloseTo(1.003004504503377 * StrictMath.exp(.5), NINE_DIGITS);
    assertThat(layer.costPerOpSeconds() / layer.referenceCostPerOpSeconds())
        .isCloseTo(layer.ratio(), NINE_DIGITS);
    assertThat(results.engineCosts().get(1).ratio()).isEqualTo(1);
  }

  @Test
  void summary_threeQuestions_isTheGeometricMeanOfTheErrors() {
    double[][] all = {D8, plus(D8, .6), N8};
    List<Fidelity> fidelity = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      fidelity.add(only(results(all[i])));
    }
    FidelitySummary whole = FidelitySummaries.of(fidelity).get(0);
    // numpy.expm1(numpy.mean([abs(d.mean()) for d in (D8, D8 + .6, N8)]))
    assertThat(whole.geometricMeanError()).isCloseTo(0.3058227910613755, NINE_DIGITS);
    // numpy.expm1(numpy.sqrt(2 / numpy.pi) * numpy.mean([scipy.stats.sem(d) for d in ...]))
    assertThat(whole.noiseError()).isCloseTo(0.024762186359382852, NINE_DIGITS);
    assertThat(whole.worst().ratio()).isCloseTo(2.0112370891751272, NINE_DIGITS);
    assertThat(List.of(whole.agreeing(), whole.differing(), whole.undecided(), whole.within()))
        .containsExactly(2, 1, 0, 2);
    assertThat(whole.verdict()).isEqualTo(Agreement.DIFFERS);
  }

  @Test
  void summary_understatement_isAsWrongAsOverstatement() {
    List<Fidelity> fidelity = List.of(only(results(plus(N8, .2))), only(results(plus(N8, -.2))));
    FidelitySummary whole = FidelitySummaries.of(fidelity).get(0);
    assertThat(whole.geometricMeanError()).isGreaterThan(.2);
    // Each lies within 25 %, but on the whole they are further off than one may be.
    assertThat(whole.agreeing()).isEqualTo(2);
    assertThat(whole.verdict()).isEqualTo(Agreement.INCONCLUSIVE);
    assertThat(FidelitySummaries.of(List.of(only(results(N8)))).get(0).verdict())
        .isEqualTo(Agreement.AGREES);
  }

  @Test
  void fidelity_threeEngines_holdsEachAgainstEveryMoreRealOne() {
    Results results = Analysis.of(EnginesRun.of("simulated", "kernel", "docker"));
    assertThat(results.fidelity()).hasSize(3 * 5 * 3);
    assertThat(results.fidelitySummaries())
        .extracting(pair -> pair.engine() + "/" + pair.referenceEngine())
        .containsExactly("simulated/docker", "simulated/kernel", "kernel/docker");
    assertThat(results.engineCosts()).hasSize(3 * 5 * 4);
  }

  @Test
  void fidelity_oneEngineOrNoneThatIsReal_isEmpty() {
    for (String[] engines : new String[][] {{"simulated"}, {"kernel"}, {"simulated", "other"}}) {
      Results results = Analysis.of(EnginesRun.of(engines));
      assertThat(results.fidelity()).isEmpty();
      assertThat(results.fidelitySummaries()).isEmpty();
      assertThat(results.engineCosts()).isEmpty();
    }
  }

  @Test
  void fidelity_twoEngines_findsWhereTheSimulationIsOff() {
    Results results = Analysis.of(EnginesRun.of("kernel", "simulated"));
    assertThat(results.comparisons()).extracting(Comparison::engine).contains("kernel");
    assertThat(results.fidelity())
        .filteredOn(one -> one.verdict() == Agreement.DIFFERS)
        .isNotEmpty()
        .allMatch(one -> "4KiB".equals(one.params().get("size")));
    assertThat(results.fidelity())
        .filteredOn(one -> one.workload().equals("wal-append"))
        .allMatch(one -> one.verdict() == Agreement.AGREES);
    assertThat(results.fidelitySummaries().get(0).worst().params()).containsEntry("size", "4KiB");
  }
}
