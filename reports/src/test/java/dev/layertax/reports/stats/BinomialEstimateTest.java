package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Against scipy 1.17.1: binomtest(x, n).proportion_ci(.95, method="exact"). */
class BinomialEstimateTest {

  @Test
  void of_noneOfSixty_matchesScipy() {
    BinomialEstimate share = BinomialEstimate.of(0, 60, .95);
    assertThat(share.share()).isZero();
    assertThat(share.low()).isZero();
    assertThat(share.high()).isCloseTo(0.05962949228633472, NINE_DIGITS);
  }

  @Test
  void of_someOfThirty_matchesScipy() {
    BinomialEstimate share = BinomialEstimate.of(7, 30, .95);
    assertThat(share.low()).isCloseTo(0.09933786495802023, NINE_DIGITS);
    assertThat(share.high()).isCloseTo(0.42283652297821944, NINE_DIGITS);
  }

  @Test
  void of_all_reachesOne() {
    BinomialEstimate share = BinomialEstimate.of(20, 20, .95);
    assertThat(share.low()).isCloseTo(0.8315665290169145, NINE_DIGITS);
    assertThat(share.high()).isEqualTo(1);
  }

  @Test
  void of_moreThanThereAre_isRefused() {
    assertThatThrownBy(() -> BinomialEstimate.of(3, 2, .95))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
