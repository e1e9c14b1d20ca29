package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {

  private static Fork fork(double[] warmup, double... iterations) {
    return Fork.of(iterations(warmup), iterations(iterations), Map.of(), Latencies.none());
  }

  private static List<Iteration> iterations(double... costs) {
    return Arrays.stream(costs).mapToObj(cost -> new Iteration(1, cost)).toList();
  }

  @Test
  void lacking_flatIterations_isSteady() {
    assertThat(SteadyState.lacking(fork(new double[] {9, 1}, 1, 1.01, .99, 1, 1.02, .98)))
        .isFalse();
  }

  @Test
  void lacking_stillFalling_isUnsteady() {
    assertThat(SteadyState.lacking(fork(new double[0], 2, 2.05, 1.95, 1, 1.02, .98))).isTrue();
    assertThat(SteadyState.lacking(fork(new double[0], 1, 1.02, .98, 2, 2.05, 1.95))).isTrue();
  }

  @Test
  void lacking_changeUnderTheFactor_isSteady() {
    assertThat(SteadyState.lacking(fork(new double[0], 1.08, 1.08, 1.08, 1, 1, 1))).isFalse();
    assertThat(SteadyState.lacking(fork(new double[0], 1.12, 1.12, 1.12, 1, 1, 1))).isTrue();
  }

  @Test
  void lacking_onlyAFirstWarmUp_doesNotCountIt() {
    assertThat(SteadyState.lacking(fork(new double[] {2}, 1.9, 1.01, 1))).isFalse();
  }

  @Test
  void lacking_lastOfSeveralWarmUps_counts() {
    assertThat(SteadyState.lacking(fork(new double[] {9, 2}, 1.9, 1.01, 1))).isTrue();
    assertThat(SteadyState.lacking(fork(new double[] {9, 1}, 1.01, 1.01, 1))).isFalse();
  }

  @Test
  void lacking_tooFewIterations_cannotBeTold() {
    assertThat(SteadyState.lacking(fork(new double[0], 3, 2, 1))).isFalse();
  }

  /** {@code scipy.stats.ttest_ind(numpy.log([1, s]), numpy.log([1.3, 1.3 * s])).pvalue}. */
  @ParameterizedTest
  @CsvSource({"1.05, false", "1.03, true"}) // p = .0169, .0063
  void lacking_shortTrace_needsTheTTestAtOnePercent(double spread, boolean lacking) {
    assertThat(SteadyState.lacking(fork(new double[0], 1, spread, 1.3, 1.3 * spread)))
        .isEqualTo(lacking);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 10})
  void lacking_noiseAlone_isFlaggedOnceInAHundred(int iterations) {
    Random random = new Random(11);
    int flagged = 0;
    for (int i = 0; i < 5000; i++) {
      double[] costs = new double[iterations];
      for (int j = 0; j < costs.length; j++) {
        costs[j] = StrictMath.exp(.3 * random.nextGaussian());
      }
      flagged += SteadyState.lacking(fork(new double[0], costs)) ? 1 : 0;
    }
    // 1 % of 5000 and three standard deviations of a binomial.
    assertThat(flagged).isBetween(1, 71);
  }
}
