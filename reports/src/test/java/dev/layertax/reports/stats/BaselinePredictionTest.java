package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselinePredictionTest {

  private static final List<double[]> PAST =
      List.of(
          new double[] {.10, .14, .12, .08},
          new double[] {.20, .16, .18},
          new double[] {.05, .02, .11, .07},
          new double[] {.15, .13, .09, .16});

  /**
   * m = [numpy.mean(p) for p in past]; S = numpy.std(m, ddof=1); between = S**2 * (1 + 1/4); sp2 =
   * sum of squares within the runs / 11; blocks = max(0, numpy.var(now, ddof=1)/5 -
   * sp2*numpy.mean([1/len(p) for p in past])); estimate = numpy.mean(now) - numpy.mean(m); se =
   * sqrt(between + blocks).
   */
  @Test
  void of_fiveBlocks_agreesWithNumpy() {
    Evidence evidence = BaselinePrediction.of(PAST, new double[] {.31, .25, .35, .22, .40});
    assertThat(evidence.estimate()).isCloseTo(0.18475000000000003, NINE_DIGITS);
    assertThat(evidence.standardError()).isCloseTo(0.06166676392293724, NINE_DIGITS);
    assertThat(evidence.irreducible()).isCloseTo(0.0029817708333333345, NINE_DIGITS);
    assertThat(evidence.degrees()).isEqualTo(3);
    assertThat(evidence.blocks()).isEqualTo(5);
  }

  /** The same, with sp2 in the place of the variance that one block has not. */
  @Test
  void of_oneBlock_isTakenToVaryAsTheEarlierOnes() {
    Evidence evidence = BaselinePrediction.of(PAST, new double[] {.31});
    assertThat(evidence.estimate()).isCloseTo(0.18874999999999997, NINE_DIGITS);
    assertThat(evidence.standardError()).isCloseTo(0.06034347708967995, NINE_DIGITS);
  }

  /** scipy.stats.t.ppf(.99, 3) * S * sqrt(1 + 1/4). */
  @Test
  void spread_reach_isTheBoundOfOneMoreRun() {
    BaselinePrediction.Spread spread = BaselinePrediction.spread(PAST);
    assertThat(spread.runs()).isEqualTo(4);
    assertThat(spread.mean()).isCloseTo(0.12125000000000001, NINE_DIGITS);
    assertThat(spread.sd()).isCloseTo(0.04884072754030869, NINE_DIGITS);
    assertThat(spread.reach()).isCloseTo(0.2479477741602422, NINE_DIGITS);
  }

  @Test
  void of_tooLittle_decidesNothing() {
    double[] some = {.1, .2};
    assertThat(BaselinePrediction.of(List.of(), some).decides()).isFalse();
    assertThat(BaselinePrediction.of(List.of(some), some).decides()).isFalse();
    assertThat(BaselinePrediction.of(List.of(some, new double[0]), some).decides()).isFalse();
    assertThat(BaselinePrediction.of(PAST, new double[0]).decides()).isFalse();
  }

  /**
   * Where runs differ by more than their blocks do, the bound still errs as often as it says, with
   * as many blocks as before and with fewer; the usual bound of the blocks alone errs five times as
   * often and more.
   */
  @Test
  void of_runsOfTheSame_areSeldomBeyondTheBound() {
    Random random = new Random(20261127);
    for (int blocks : new int[] {4, 10}) {
      int beyond = 0;
      int naive = 0;
      int trials = 4000;
      for (int trial = 0; trial < trials; trial++) {
        List<double[]> past = new ArrayList<>();
        for (int run = 0; run < 10; run++) {
          past.add(run(random, 10));
        }
        double[] now = run(random, blocks);
        Evidence evidence = BaselinePrediction.of(past, now);
        beyond += evidence.estimate() > evidence.reach(.01) ? 1 : 0;
        Evidence own = Evidence.of(now);
        naive += evidence.estimate() > own.reach(.01) ? 1 : 0;
      }
      // 1 % of 4,000 is 40; scipy.stats.binom.isf(1e-4, 4000, .01) = 65.
      assertThat(beyond).isBetween(5, 65);
      assertThat(naive).isGreaterThan(200);
    }
  }

  private static double[] run(Random random, int blocks) {
    double level = .1 * random.nextGaussian();
    double[] values = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      values[i] = level + .1 * random.nextGaussian();
    }
    return values;
  }
}
