package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against numpy and scipy 1.17.1: the same recursion with 2000 Gauss-Legendre nodes of
 * numpy.polynomial.legendre.leggauss over [-12 sd, z sd] at each look.
 *
 * <pre>{@code
 * z = norm.isf(p); w0 = norm.pdf(u/sd)/sd; spent = p
 * spent += sum(w * norm.sf((z*sqrt(b) - u)/sqrt(b - a))); w = (norm.pdf((v-u)/s)/s) @ w
 * }</pre>
 */
class LooksTest {

  private static final List<Integer> USUAL = List.of(10, 20, 30, 40);

  @Test
  void spent_atTwoLooks_isTheBivariateIntegral() {
    // p + quad(lambda x: norm.pdf(x)*norm.sf((z - r*x)/sqrt(1 - r*r)), -12, z), r = sqrt(10/20)
    Looks looks = Looks.after(List.of(10, 20));
    assertThat(looks.spent(.01)).isCloseTo(0.017265202212625334, NINE_DIGITS);
    assertThat(looks.spent(.0034)).isCloseTo(0.006068119095431248, NINE_DIGITS);
    assertThat(looks.spent(1e-5)).isCloseTo(1.9355268155762366e-05, NINE_DIGITS);
  }

  @ParameterizedTest
  @CsvSource({
    ".01, 0.027268651019354023",
    ".0034, 0.009938080298854362",
    "1e-4, 0.00033496364133333656"
  })
  void spent_atFourLooks_matchesTheRecursion(double nominal, double expected) {
    assertThat(Looks.after(USUAL).spent(nominal)).isCloseTo(expected, NINE_DIGITS);
  }

  @Test
  void spent_atUnevenLooks_matchesTheRecursion() {
    assertThat(Looks.after(List.of(10, 25, 40)).spent(.001))
        .isCloseTo(0.00261559686042146, NINE_DIGITS);
  }

  @ParameterizedTest
  @CsvSource({
    ".01, 0.003422444413443505",
    "4.166666666666667e-4, 0.0001251427240853432",
    ".05, 0.019346869891705972"
  })
  void nominal_ofFourLooks_matchesScipysRoot(double alpha, double expected) {
    // scipy.optimize.brentq(lambda l: log(spent(exp(l))) - log(alpha), log(alpha/4), log(alpha))
    assertThat(Looks.after(USUAL).nominal(alpha)).isCloseTo(expected, NINE_DIGITS);
  }

  @Test
  void nominal_ofOneLook_isAllOfIt() {
    assertThat(Looks.after(List.of(8)).nominal(.01)).isEqualTo(.01);
    assertThat(Looks.after(List.of(8)).spent(.01)).isEqualTo(.01);
  }

  @Test
  void nominal_onTValuesOfSimulatedRuns_errsNoMoreThanItSays() {
    Random random = new Random(17);
    double nominal = Looks.after(USUAL).nominal(.01);
    int crossed = 0;
    for (int run = 0; run < 20_000; run++) {
      double[] blocks = new double[40];
      for (int i = 0; i < 40; i++) {
        blocks[i] = random.nextGaussian();
      }
      boolean any = false;
      for (int look : USUAL) {
        any |= Evidence.of(Arrays.copyOf(blocks, look)).pAbove(0) < nominal;
      }
      crossed += any ? 1 : 0;
    }
    // scipy.stats.binom.ppf([5e-5, 1-5e-5], 20000, .01) = 147, 257
    assertThat(crossed).isBetween(147, 257);
  }

  @Test
  void after_noneOrFallingNumbers_isRefusedWithThem() {
    assertThatThrownBy(() -> Looks.after(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Looks.after(List.of(20, 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[20, 10]");
  }
}
