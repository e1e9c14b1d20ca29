package dev.layertax.reports.stats;

import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * The difference of two independent means, variances not assumed equal.
 *
 * <p>Source: scipy.stats.ttest_ind(x, y, equal_var=False) and its confidence_interval.
 *
 * @param difference mean of the first minus mean of the second; NaN when one is empty
 * @param low lower bound; NaN when one has fewer than two values
 * @param high upper bound
 * @param pValue two-sided, of the means being equal; NaN when one has fewer than two values
 * @param equivalencePValue of the difference lying outside ± the margin, two one-sided tests
 */
record WelchTest(
    double difference, double low, double high, double pValue, double equivalencePValue) {

  static WelchTest of(double[] first, double[] second, double confidence, double margin) {
    MeanEstimate x = MeanEstimate.of(first, confidence);
    MeanEstimate y = MeanEstimate.of(second, confidence);
    double difference = x.mean() - y.mean();
    if (x.n() < 2 || y.n() < 2) {
      return new WelchTest(difference, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double error = StrictMath.sqrt(x.sd() * x.sd() / x.n() + y.sd() * y.sd() / y.n());
    if (!(error > 0)) {
      return new WelchTest(
          difference,
          difference,
          difference,
          difference == 0 ? 1 : 0,
          StrictMath.abs(difference) < margin ? 0 : 1);
    }
    TTest.Result test =
        TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(first, second);
    double degrees = test.getDegreesOfFreedom();
    double half = MeanEstimate.quantile(degrees, confidence) * error;
    double equivalence =
        org.apache.commons.statistics.distribution.TDistribution.of(degrees)
            .survivalProbability((margin - StrictMath.abs(difference)) / error);
    return new WelchTest(
        difference, difference - half, difference + half, test.getPValue(), equivalence);
  }
}
