package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdjustedPValuesTest {

  private static final double[] TIED = {0.01, 0.04, 0.03, 0.005, 0.2, 0.04};
  private static final double[] WIDE = {0.0001, 0.8, 0.02, 0.6, 0.5};

  @Test
  void holm_severalPValues_agreesWithR() {
    // p.adjust(c(.01,.04,.03,.005,.2,.04), "holm"); numpy.maximum.accumulate((m-i)*sorted)
    assertThat(AdjustedPValues.holm(TIED))
        .containsExactly(new double[] {0.05, 0.12, 0.12, 0.03, 0.2, 0.12}, within(1e-12));
    assertThat(AdjustedPValues.holm(WIDE))
        .containsExactly(new double[] {0.0005, 1, 0.08, 1, 1}, within(1e-12));
  }

  @Test
  void benjaminiHochberg_severalPValues_agreesWithScipy() {
    // scipy.stats.false_discovery_control(p, method="bh")
    assertThat(AdjustedPValues.benjaminiHochberg(TIED))
        .containsExactly(new double[] {0.03, 0.048, 0.048, 0.03, 0.2, 0.048}, within(1e-12));
    assertThat(AdjustedPValues.benjaminiHochberg(WIDE))
        .containsExactly(new double[] {0.0005, 0.8, 0.05, 0.75, 0.75}, within(1e-12));
  }

  @Test
  void both_withoutAPValue_leaveItOutOfTheCount() {
    double[] pValues = {Double.NaN, .02, .03};
    assertThat(AdjustedPValues.holm(pValues)).containsExactly(Double.NaN, .04, .04);
    assertThat(AdjustedPValues.benjaminiHochberg(pValues)).containsExactly(Double.NaN, .03, .03);
    assertThat(AdjustedPValues.holm(new double[0])).isEmpty();
  }
}
