package dev.layertax.reports.stats;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Power and size of the two-sided paired t test.
 *
 * <p>Under a noncentrality c the statistic is (Z + c) / S with S² a chi-squared over its degrees of
 * freedom; so P(|T| &gt; t) is the mean over Z of P(S &lt; |Z + c| / t), one smooth integral.
 *
 * <p>Note: the usual series for the noncentral t (AS 243) underflows for the large noncentralities
 * that two or three blocks need.
 */
final class PairedPower {

  static final double USUAL_POWER = .8;

  /** Beyond nine standard deviations the normal density is under 1e-18. */
  private static final double TAIL = 9;

  private static final int PANELS = 24;
  private static final int MOST_BLOCKS = 1_000_000;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final GaussIntegratorFactory GAUSS = new GaussIntegratorFactory();

  private PairedPower() {}

  /**
   * Probability that the test rejects.
   *
   * <p>Source: nct.sf(t, n-1, c) + nct.cdf(-t, n-1, c), t = scipy.stats.t.isf(alpha/2, n-1).
   *
   * @param n differences, at least 2
   * @param noncentrality true mean over its standard error
   * @param confidence 1 − α
   */
  static double power(int n, double noncentrality, double confidence) {
    double critical = MeanEstimate.quantile(n - 1.0, confidence);
    double degrees = n - 1.0;
    ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(degrees);
    UnivariateFunction integrand =
        z -> {
          double s = (z + noncentrality) / critical;
          return NORMAL.density(z) * chiSquared.cumulativeProbability(degrees * s * s);
        };
    // The integrand has its only kink where the statistic changes sign.
    double kink = StrictMath.max(-TAIL, StrictMath.min(TAIL, -noncentrality));
    return integral(integrand, -TAIL, kink) + integral(integrand, kink, TAIL);
  }

  private static double integral(UnivariateFunction function, double from, double to) {
    double width = (to - from) / PANELS;
    double sum = 0;
    for (int i = 0; width > 0 && i < PANELS; i++) {
      GaussIntegrator panel = GAUSS.legendre(10, from + i * width, from + (i + 1) * width);
      sum += panel.integrate(function);
    }
    return sum;
  }

  /** The noncentrality at which n differences reject with power .8. */
  static double detectableNoncentrality(int n, double confidence) {
    double high = 4;
    while (power(n, high, confidence) < USUAL_POWER) {
      high *= 2;
    }
    return new BrentSolver(1e-12).solve(200, c -> power(n, c, confidence) - USUAL_POWER, 0, high);
  }

  /**
   * Pairs that make the half width of the t interval no more than the margin.
   *
   * @param n pairs there are
   * @param sd standard deviation of the differences
   * @param margin in the unit of the differences
   * @return 0 when n pairs do, −1 when it cannot be told or a million would not do
   */
  static int pairsNeeded(int n, double sd, double margin, double confidence) {
    if (n < 2 || Double.isNaN(sd) || halfWidth(MOST_BLOCKS, sd, confidence) > margin) {
      return -1;
    }
    if (halfWidth(n, sd, confidence) <= margin) {
      return 0;
    }
    int few = n;
    int enough = MOST_BLOCKS;
    while (enough - few > 1) {
      int middle = few + (enough - few) / 2;
      if (halfWidth(middle, sd, confidence) <= margin) {
        enough = middle;
      } else {
        few = middle;
      }
    }
    return enough;
  }

  private static double halfWidth(int n, double sd, double confidence) {
    return MeanEstimate.quantile(n - 1.0, confidence) * sd / StrictMath.sqrt(n);
  }
}
