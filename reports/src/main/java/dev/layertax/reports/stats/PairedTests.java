package dev.layertax.reports.stats;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** Tests on the differences of pairs; every p-value is NaN below two differences. */
final class PairedTests {

  private PairedTests() {}

  /**
   * Two-sided p-value of the mean difference being 0.
   *
   * <p>Source: scipy.stats.ttest_1samp(d, 0).pvalue.
   */
  static double t(double[] differences) {
    if (differences.length < 2) {
      return Double.NaN;
    }
    MeanEstimate estimate = MeanEstimate.of(differences, .95);
    if (!(estimate.sd() > 0)) {
      return estimate.mean() == 0 ? 1 : 0;
    }
    return TTest.withDefaults().test(differences).getPValue();
  }

  /**
   * Two-sided p-value of the differences being symmetric about 0: exact; by the normal
   * approximation, corrected for ties, where zeros or ties leave no exact distribution.
   *
   * <p>Source: scipy.stats.wilcoxon(d, method="exact").pvalue.
   */
  static double signedRank(double[] differences) {
    if (differences.length < 2) {
      return Double.NaN;
    }
    for (double difference : differences) {
      if (difference != 0) {
        return WilcoxonSignedRankTest.withDefaults()
            .with(PValueMethod.EXACT)
            .test(differences)
            .getPValue();
      }
    }
    return 1;
  }

  /** The smallest two-sided p-value that n signed ranks can have: all of one sign, 2 / 2ⁿ. */
  static double smallestSignedRank(int n) {
    return StrictMath.scalb(2, -n);
  }

  /**
   * P-value of the mean lying outside the band: the larger of two one-sided t tests.
   *
   * <p>Source: Schuirmann 1987; max(scipy.stats.ttest_1samp(d, -m, alternative="greater").pvalue,
   * scipy.stats.ttest_1samp(d, m, alternative="less").pvalue).
   *
   * @param margin half width of the band, above 0, in the unit of the differences
   */
  static double equivalence(double[] differences, double margin) {
    if (differences.length < 2) {
      return Double.NaN;
    }
    MeanEstimate estimate = MeanEstimate.of(differences, .95);
    double nearest = margin - StrictMath.abs(estimate.mean());
    if (!(estimate.sd() > 0)) {
      return nearest > 0 ? 0 : 1;
    }
    double t = nearest / (estimate.sd() / StrictMath.sqrt(estimate.n()));
    return TDistribution.of(estimate.n() - 1.0).survivalProbability(t);
  }
}
