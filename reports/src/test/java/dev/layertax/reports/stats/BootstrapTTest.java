package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTTest {

  /** The mean of the drawn values, whose bootstrap-t must come near the t interval. */
  private static BootstrapT.Statistic mean(double[] values) {
    return weights -> {
      double sum = 0;
      int n = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weights[i] * values[i];
        n += weights[i];
      }
      return sum / n;
    };
  }

  private static double[] normal(int n, long seed) {
    return new Random(seed).doubles(n, 0, 1).map(u -> u * 2 - 1).toArray();
  }

  @Test
  void interval_ofAMean_isNearTheTInterval() {
    double[] values = normal(40, 7);
    BootstrapT.Interval interval = BootstrapT.interval(40, mean(values), .95, 1);
    MeanEstimate expected = MeanEstimate.of(values, .95);
    double width = expected.high() - expected.low();
    assertThat(interval.low()).isCloseTo(expected.low(), within(.15 * width));
    assertThat(interval.high()).isCloseTo(expected.high(), within(.15 * width));
  }

  @Test
  void interval_nominal95_coversTheTruthAsOftenAsItSays() {
    int covered = 0;
    for (int i = 0; i < 400; i++) {
      BootstrapT.Interval interval = BootstrapT.interval(20, mean(normal(20, i)), .95, i);
      covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    // scipy.stats.binom.ppf([5e-5, 1-5e-5], 400, .95) = 361, 395
    assertThat(covered).isBetween(361, 395);
  }

  @Test
  void interval_ofSkewedBlocks_reachesFurtherToTheLongTail() {
    double[] skewed = new Random(9).doubles(30).map(u -> -StrictMath.log(u)).toArray();
    BootstrapT.Interval interval = BootstrapT.interval(30, mean(skewed), .95, 1);
    double estimate = MeanEstimate.mean(skewed);
    assertThat(interval.high() - estimate).isGreaterThan(1.2 * (estimate - interval.low()));
  }

  @Test
  void interval_sameSeed_isTheSame() {
    BootstrapT.Statistic mean = mean(normal(20, 3));
    assertThat(BootstrapT.interval(20, mean, .99, 5))
        .isEqualTo(BootstrapT.interval(20, mean, .99, 5))
        .isNotEqualTo(BootstrapT.interval(20, mean, .99, 6));
  }

  @Test
  void interval_blocksAlike_hasNoWidth() {
    assertThat(BootstrapT.interval(20, weights -> 3, .99, 5))
        .isEqualTo(new BootstrapT.Interval(3, 3));
  }
}
