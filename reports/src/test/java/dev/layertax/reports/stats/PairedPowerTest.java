package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedPowerTest {

  private static final double FIVE_PERCENT = StrictMath.log1p(.05);

  /** t = scipy.stats.t.isf((1-conf)/2, n-1); nct.sf(t, n-1, c) + nct.cdf(-t, n-1, c). */
  @ParameterizedTest
  @CsvSource({
    "2, 3, .95, 0.18613206160658757",
    "3, 5, .95, 0.7191805363914986",
    "5, 2.5, .95, 0.4772611173816541",
    "8, 4, .99, 0.681003947645967",
    "10, 3.2, .99, 0.5161055501861503",
    "20, 0, .99, 0.01",
    "40, 3.7, .99, 0.832814214266191",
    "100, 1, .999, 0.010249274442478584",
    // nct loses itself here; scipy.integrate.quad of the same integral
    "2, 80, .99, 0.7910961903266905"
  })
  void power_noncentralT_agreesWithScipy(int n, double c, double confidence, double expected) {
    assertThat(PairedPower.power(n, c, confidence)).isCloseTo(expected, NINE_DIGITS);
  }

  /** scipy.optimize.brentq(lambda c: power(n, c, conf) - .8, 1, 11). */
  @ParameterizedTest
  @CsvSource({
    "2, .99, 81.58946178416835",
    "3, .95, 5.653489266197126",
    "5, .95, 3.7610595538249045",
    "8, .99, 4.513875004475306",
    "10, .99, 4.2122553813145505",
    "20, .99, 3.7496399639901563",
    "40, .99, 3.5705143385475444",
    "40, .95, 2.8729731446756177"
  })
  void detectableNoncentrality_power80_agreesWithScipy(int n, double confidence, double expected) {
    assertThat(PairedPower.detectableNoncentrality(n, confidence)).isCloseTo(expected, NINE_DIGITS);
  }

  /** The first n with scipy.stats.t.isf((1-conf)/2, n-1) * sd / sqrt(n) <= log1p(.05). */
  @ParameterizedTest
  @CsvSource({".07, .99, 18", ".15, .99, 67", ".03, .95, 4", ".005, .99, 3"})
  void pairsNeeded_fewer_isTheFirstNarrowEnough(double sd, double confidence, int expected) {
    assertThat(PairedPower.pairsNeeded(2, sd, FIVE_PERCENT, confidence)).isEqualTo(expected);
    assertThat(PairedPower.pairsNeeded(expected, sd, FIVE_PERCENT, confidence)).isZero();
    assertThat(PairedPower.pairsNeeded(expected - 1, sd, FIVE_PERCENT, confidence))
        .isEqualTo(expected);
  }

  @Test
  void pairsNeeded_notToBeTold_isMinusOne() {
    assertThat(PairedPower.pairsNeeded(1, Double.NaN, FIVE_PERCENT, .99)).isEqualTo(-1);
    assertThat(PairedPower.pairsNeeded(5, 1e9, FIVE_PERCENT, .99)).isEqualTo(-1);
  }
}
