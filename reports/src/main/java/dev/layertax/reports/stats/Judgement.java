package dev.layertax.reports.stats;

import dev.layertax.reports.model.Verdict;

/**
 * The verdict on a log ratio from its interval and tests.
 *
 * <p>EQUIVALENT wins where an interval excludes 1 within the margin: the difference is there, and
 * does not matter. It is a claim about the size of the mean, so the signed-rank test of no
 * difference cannot contradict it. FASTER and SLOWER need the t interval to exclude 1 and, where
 * the blocks are enough for it to speak at all, the exact signed-rank test to agree.
 *
 * @param verdict what the numbers support
 * @param shape the t test and the signed-rank test fall on different sides of α
 * @param fewBlocks so few blocks that the signed-rank test cannot reach α whatever they say: the t
 *     interval stands alone on its assumption of normal differences
 */
record Judgement(Verdict verdict, boolean shape, boolean fewBlocks) {

  /**
   * Of paired differences.
   *
   * @param logRatios {@code double[block]}, above 0 for a faster target
   * @param margin half width of the band of equivalence on the log scale
   */
  static Judgement of(double[] logRatios, double confidence, double margin) {
    double alpha = 1 - confidence;
    boolean fewBlocks = PairedTests.smallestSignedRank(logRatios.length) >= alpha;
    if (logRatios.length < 2) {
      return new Judgement(Verdict.INCONCLUSIVE, false, fewBlocks);
    }
    MeanEstimate estimate = MeanEstimate.of(logRatios, confidence);
    boolean different = estimate.low() > 0 || estimate.high() < 0;
    boolean ranksDiffer = PairedTests.signedRank(logRatios) < alpha;
    boolean shape = !fewBlocks && different != ranksDiffer;
    boolean equivalent = PairedTests.equivalence(logRatios, margin) < alpha;
    Verdict verdict = verdict(estimate.low(), estimate.high(), equivalent);
    boolean claimsDifference = verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
    return new Judgement(
        shape && claimsDifference ? Verdict.INCONCLUSIVE : verdict, shape, fewBlocks);
  }

  /** Of an interval on the log scale; NaN bounds decide nothing. */
  static Verdict verdict(double low, double high, boolean equivalent) {
    if (equivalent) {
      return Verdict.EQUIVALENT;
    }
    if (low > 0) {
      return Verdict.FASTER;
    }
    return high < 0 ? Verdict.SLOWER : Verdict.INCONCLUSIVE;
  }
}
