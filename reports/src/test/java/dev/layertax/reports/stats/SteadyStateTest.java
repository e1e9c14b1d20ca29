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

  @Test
  void lacking_noiseAlone_isSeldomFlagged() {
    Random random = new Random(11);
    int flagged = 0;
    for (int i = 0; i < 2000; i++) {
      double[] costs = new double[8];
      for (int j = 0; j < costs.length; j++) {
        costs[j] = StrictMath.exp(.3 * random.nextGaussian());
      }
      flagged += SteadyState.lacking(fork(new double[0], costs)) ? 1 : 0;
    }
    assertThat(flagged).isLessThan(100);
  }
}
