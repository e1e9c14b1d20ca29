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

class SeriesTest {

  /**
   * e = d - d.mean(); (e[1:]*e[:-1]).sum() / (e*e).sum(), and scipy.stats.median_abs_deviation(d,
   * scale="normal").
   */
  static Stream<Arguments> series() {
    return Stream.of(
        Arguments.of(D8, -0.41635422495803026, 0.1408472107580322),
        Arguments.of(D5, -0.5533783783783782, 0.22239033277584033),
        Arguments.of(D10, -0.5209555741827325, 0.008154312201780811));
  }

  @ParameterizedTest
  @MethodSource("series")
  void figures_values_agreeWithScipy(double[] values, double lag1, double mad) {
    assertThat(Series.lag1Correlation(values)).isCloseTo(lag1, NINE_DIGITS);
    assertThat(Series.scaledMad(values)).isCloseTo(mad, NINE_DIGITS);
  }

  @Test
  void median_oddAndEven_isTheMiddle() {
    assertThat(Series.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(Series.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Series.median(new double[0])).isNaN();
  }

  @Test
  void lag1Correlation_notToBeTold_isNaN() {
    assertThat(Series.lag1Correlation(new double[] {1, 2})).isNaN();
    assertThat(Series.lag1Correlation(new double[] {1, 1, 1})).isNaN();
  }
}
