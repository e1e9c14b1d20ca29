package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D5;
import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static dev.layertax.reports.stats.Reference.X;
import static dev.layertax.reports.stats.Reference.Y;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WelchTestTest {

  /** r = scipy.stats.ttest_ind(x, y, equal_var=False); r.pvalue, r.confidence_interval(c). */
  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(X, Y, .95, 0.7560122216910794, -0.5915232883718051, 0.7823566217051381),
        Arguments.of(X, Y, .99, 0.7560122216910794, -0.9074442423172697, 1.0982775756506027),
        Arguments.of(D8, D5, .99, 0.0013925832057386145, -0.8861114952914984, -0.1763885047085016));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void of_twoSamples_agreesWithScipy(
      double[] x, double[] y, double confidence, double pValue, double low, double high) {
    WelchTest test = WelchTest.of(x, y, confidence, .05);
    assertThat(test.pValue()).isCloseTo(pValue, NINE_DIGITS);
    assertThat(test.low()).isCloseTo(low, NINE_DIGITS);
    assertThat(test.high()).isCloseTo(high, NINE_DIGITS);
  }

  @Test
  void equivalence_widestOfTwoOneSidedTests_agreesWithScipy() {
    // scipy.stats.t.sf((.5 - abs(x.mean() - y.mean())) / se, df), se and df as Welch's
    assertThat(WelchTest.of(X, Y, .95, .5).equivalencePValue())
        .isCloseTo(0.10522664086249026, NINE_DIGITS);
  }

  @Test
  void of_oneValue_hasADifferenceAndNoTest() {
    WelchTest test = WelchTest.of(X, new double[] {1}, .95, .05);
    assertThat(test.difference()).isCloseTo(MeanEstimate.mean(X) - 1, NINE_DIGITS);
    assertThat(test.pValue()).isNaN();
    assertThat(test.low()).isNaN();
  }
}
