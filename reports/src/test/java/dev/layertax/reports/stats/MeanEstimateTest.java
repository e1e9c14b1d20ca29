package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D10;
import static dev.layertax.reports.stats.Reference.D5;
import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeanEstimateTest {

  /** scipy.stats.t.interval(c, len(d)-1, d.mean(), scipy.stats.sem(d)). */
  static Stream<Arguments> intervals() {
    return Stream.of(
        Arguments.of(D8, .95, -0.006851578712091189, 0.2043515787120912),
        Arguments.of(D8, .99, -0.057533164493420524, 0.2550331644934205),
        Arguments.of(D5, .95, 0.391161161190002, 0.868838838809998),
        Arguments.of(D5, .99, 0.23394078356324594, 1.0260592164367541),
        Arguments.of(D10, .95, -0.0043238039066855576, 0.007323803906685557),
        Arguments.of(D10, .99, -0.0068665296268799175, 0.009866529626879917));
  }

  @ParameterizedTest
  @MethodSource("intervals")
  void of_values_agreesWithScipy(double[] values, double confidence, double low, double high) {
    MeanEstimate estimate = MeanEstimate.of(values, confidence);
    assertThat(estimate.low()).isCloseTo(low, NINE_DIGITS);
    assertThat(estimate.high()).isCloseTo(high, NINE_DIGITS);
  }

  @Test
  void sd_values_dividesByOneLess() {
    // numpy.std(d, ddof=1)
    assertThat(MeanEstimate.of(D8, .95).sd()).isCloseTo(0.12631451675423985, NINE_DIGITS);
  }

  @Test
  void of_oneValue_hasAMeanAndNoInterval() {
    MeanEstimate estimate = MeanEstimate.of(new double[] {2}, .95);
    assertThat(estimate.mean()).isEqualTo(2);
    assertThat(estimate.sd()).isNaN();
    assertThat(estimate.low()).isNaN();
    assertThat(estimate.high()).isNaN();
    assertThat(MeanEstimate.of(new double[0], .95).mean()).isNaN();
  }

  @Test
  void of_equalValues_hasExactlyTheirMeanAndNoWidth() {
    MeanEstimate estimate = MeanEstimate.of(new double[] {.1, .1, .1}, .99);
    assertThat(estimate).isEqualTo(new MeanEstimate(3, .1, 0, .1, .1));
  }
}
