package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the intervals and verdicts promise, over thousands of seeded runs of blocks. The bounds are
 * exact binomial ones that chance alone leaves once in ten thousand: scipy.stats.binom.ppf([5e-5,
 * 1-5e-5], N, p).
 */
class CalibrationTest {

  private static final int RUNS = 2000;
  private static final double MARGIN = StrictMath.log1p(.05);

  private static double[] blocks(Random random, int n, double mean, double sd) {
    double[] blocks = new double[n];
    for (int i = 0; i < n; i++) {
      blocks[i] = mean + sd * random.nextGaussian();
    }
    return blocks;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 20})
  void interval_nominal99_coversAsItSays(int n) {
    Random random = new Random(n);
    int covered = 0;
    for (int i = 0; i < RUNS; i++) {
      MeanEstimate estimate = MeanEstimate.of(blocks(random, n, .3, .1), .99);
      covered += estimate.low() <= .3 && .3 <= estimate.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(1961, 1995);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 10, 20})
  void verdict_ofATargetAgainstItself_seldomClaimsADifference(int n) {
    Random random = new Random(100 + n);
    int alarms = 0;
    for (int i = 0; i < RUNS; i++) {
      Verdict verdict = Judgement.of(blocks(random, n, 0, .2), .99, MARGIN).verdict();
      alarms += verdict == Verdict.FASTER || verdict == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(39);
  }

  @Test
  void verdict_atTheMargin_seldomClaimsEquivalence() {
    Random random = new Random(5);
    int claims = 0;
    for (int i = 0; i < RUNS; i++) {
      Verdict verdict = Judgement.of(blocks(random, 10, MARGIN, .01), .99, MARGIN).verdict();
      claims += verdict == Verdict.EQUIVALENT ? 1 : 0;
    }
    assertThat(claims).isBetween(5, 39);
  }

  @Test
  void power_atTheMinimumDetectableEffect_isEightyPercent() {
    Random random = new Random(6);
    double sd = .1;
    double effect = PairedPower.detectableNoncentrality(10, .99) * sd / StrictMath.sqrt(10);
    int found = 0;
    for (int i = 0; i < RUNS; i++) {
      found += PairedTests.t(blocks(random, 10, effect, sd)) < .01 ? 1 : 0;
    }
    // scipy.stats.binom.ppf([5e-5, 1-5e-5], 2000, .8) = 1529, 1668
    assertThat(found).isBetween(1529, 1668);
  }
}
