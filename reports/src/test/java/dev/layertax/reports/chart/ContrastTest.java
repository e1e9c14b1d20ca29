package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContrastTest {

  /** WCAG 2.2's own bounds, and #767676, the lightest grey that has 4.5:1 on white. */
  @Test
  void of_knownPairs_isTheirRatioInBothOrders() {
    assertThat(Contrast.of("000000", "ffffff")).isEqualTo(21);
    assertThat(Contrast.of("ffffff", "ffffff")).isEqualTo(1);
    assertThat(Contrast.of("767676", "ffffff")).isCloseTo(4.54, within(.005));
    assertThat(Contrast.of("ffffff", "767676")).isCloseTo(4.54, within(.005));
  }
}
