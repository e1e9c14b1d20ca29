package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Against scipy 1.17.1.
 *
 * <pre>{@code
 * t = stats.t.ppf(1-a, n-1); h = t*sd/sqrt(n)
 * exp(log(r)-h), exp(log(r)+h)
 * dec = lambda k: (stats.t.ppf(1-a,k-1) + stats.t.ppf(.8,k-1))*sd/sqrt(k)
 * expm1(dec(n)), first k >= 2 with dec(k) <= abs(log(r)-log(f))
 * }</pre>
 */
class FloorTestTest {

  @Test
  void of_farAboveTheFloor_matchesScipy() {
    // r, sd, n, f, a = 190, .07, 5, 20, .0025
    FloorTest test = FloorTest.of(190, .07, 5, 20, .0025);
    assertThat(test.low()).isCloseTo(159.4598975950395, within(1e-8));
    assertThat(test.high()).isCloseTo(226.38920847471437, within(1e-8));
    assertThat(test.detectable()).isCloseTo(0.22714269880653454, within(1e-9));
    assertThat(test.blocksNeeded()).isEqualTo(3);
  }

  @Test
  void of_closeToTheFloor_matchesScipy() {
    // r, sd, n, f, a = 1.15, .1, 8, 1.2, .01
    FloorTest test = FloorTest.of(1.15, .1, 8, 1.2, .01);
    assertThat(test.low()).isCloseTo(1.0343449711454293, within(1e-9));
    assertThat(test.high()).isCloseTo(1.2785869674944799, within(1e-9));
    assertThat(test.detectable()).isCloseTo(0.1476002534898661, within(1e-9));
    assertThat(test.blocksNeeded()).isEqualTo(59);
  }

  @Test
  void of_exactlyOnTheFloor_noNumberOfBlocksDecides() {
    assertThat(FloorTest.of(1.2, .1, 8, 1.2, .01).blocksNeeded()).isEqualTo(-1);
  }

  @Test
  void of_noSpread_boundsAreTheRatio() {
    FloorTest test = FloorTest.of(1.3, 0, 2, 1.2, .01);
    assertThat(test.low()).isCloseTo(1.3, within(1e-12));
    assertThat(test.high()).isCloseTo(1.3, within(1e-12));
    assertThat(test.blocksNeeded()).isEqualTo(2);
  }

  @Test
  void of_oneBlock_isRefusedWithTheValue() {
    assertThatThrownBy(() -> FloorTest.of(1.3, .1, 1, 1.2, .01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 or more blocks");
  }
}
