package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D10;
import static dev.layertax.reports.stats.Reference.D12;
import static dev.layertax.reports.stats.Reference.D5;
import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PairedTestsTest {

  /** scipy.stats.ttest_1samp(d, 0).pvalue. */
  static Stream<Arguments> t() {
    return Stream.of(
        Arguments.of(D8, 0.06268573885654143),
        Arguments.of(D5, 0.0018497413434828318),
        Arguments.of(D10, 0.5744347828897631));
  }

  @ParameterizedTest
  @MethodSource
  void t(double[] differences, double expected) {
    assertThat(PairedTests.t(differences)).isCloseTo(expected, NINE_DIGITS);
  }

  /** scipy.stats.wilcoxon(d, method="exact").pvalue. */
  static Stream<Arguments> signedRank() {
    return Stream.of(
        Arguments.of(D8, 0.078125),
        Arguments.of(D5, 0.0625),
        Arguments.of(D10, 0.556640625),
        Arguments.of(D12, 0.0341796875));
  }

  @ParameterizedTest
  @MethodSource
  void signedRank(double[] differences, double expected) {
    assertThat(PairedTests.signedRank(differences)).isCloseTo(expected, NINE_DIGITS);
  }

  /**
   * max(ttest_1samp(d, -m, alternative="greater").pvalue, ttest_1samp(d, m,
   * alternative="less").pvalue) of scipy.stats.
   */
  static Stream<Arguments> equivalence() {
    double fivePercent = 0.04879016416943201; // numpy.log1p(.05)
    return Stream.of(
        Arguments.of(D8, fivePercent, 0.8499080091861332),
        Arguments.of(D8, .2, 0.02885833083615298),
        Arguments.of(D5, fivePercent, 0.9987487394355875),
        Arguments.of(D5, .2, 0.9962511998987578),
        Arguments.of(D10, fivePercent, 9.60026016702344e-09),
        Arguments.of(D10, .2, 2.6270257415361308e-14));
  }

  @ParameterizedTest
  @MethodSource
  void equivalence(double[] differences, double margin, double expected) {
    assertThat(PairedTests.equivalence(differences, margin)).isCloseTo(expected, NINE_DIGITS);
  }

  @Test
  void equivalence_mirroredDifferences_isTheSame() {
    double[] mirrored = D8.clone();
    for (int i = 0; i < mirrored.length; i++) {
      mirrored[i] = -mirrored[i];
    }
    assertThat(PairedTests.equivalence(mirrored, .2)).isEqualTo(PairedTests.equivalence(D8, .2));
  }

  @Test
  void tests_withoutSpread_decideByTheMeanAlone() {
    double[] none = {0, 0, 0};
    double[] same = {.1, .1, .1};
    assertThat(PairedTests.t(none)).isEqualTo(1);
    assertThat(PairedTests.signedRank(none)).isEqualTo(1);
    assertThat(PairedTests.equivalence(none, .05)).isZero();
    assertThat(PairedTests.t(same)).isZero();
    assertThat(PairedTests.equivalence(same, .05)).isEqualTo(1);
  }

  @Test
  void tests_oneDifference_haveNoPValue() {
    double[] one = {.5};
    assertThat(PairedTests.t(one)).isNaN();
    assertThat(PairedTests.signedRank(one)).isNaN();
    assertThat(PairedTests.equivalence(one, .05)).isNaN();
  }

  @Test
  void smallestSignedRank_allOfOneSign_isWhatTheTestGives() {
    assertThat(PairedTests.signedRank(new double[] {1, 2, 3})).isEqualTo(.25);
    assertThat(PairedTests.smallestSignedRank(3)).isEqualTo(.25);
    assertThat(PairedTests.signedRank(new double[] {1, 2, 3, 4, 5, 6, 7, 8}))
        .isEqualTo(PairedTests.smallestSignedRank(8))
        .isEqualTo(.0078125);
  }
}
