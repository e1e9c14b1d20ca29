package dev.layertax.reports.stats;

import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Fidelity.Agreement;

/** Whether two figures of the same blocks agree within {@link Fidelity#TOLERANCE}. */
final class Agreements {
  private static final double TOLERANCE = StrictMath.log1p(Fidelity.TOLERANCE);

  private Agreements() {}

  /**
   * AGREES by two one-sided tests, as everywhere; DIFFERS as FASTER and SLOWER are found: by the t
   * interval and, where the blocks are enough for it to speak, the exact signed-rank test.
   *
   * @param d {@code double[block]}: log of one figure less log of the other
   * @param ratio of d, at the confidence
   * @param bothEquivalent both say that there is no difference to find, which is agreement too
   */
  static Agreement of(double[] d, MeanEstimate ratio, boolean bothEquivalent, double confidence) {
    double alpha = 1 - confidence;
    boolean alike = bothEquivalent && d.length > 0;
    if (alike || PairedTests.equivalence(d, TOLERANCE) < alpha) {
      return Agreement.AGREES;
    }
    double edge = ratio.mean() > 0 ? TOLERANCE : -TOLERANCE;
    boolean outside = ratio.low() > TOLERANCE || ratio.high() < -TOLERANCE;
    return outside && ranksLieBeyond(edge, d, alpha) ? Agreement.DIFFERS : Agreement.INCONCLUSIVE;
  }

  private static boolean ranksLieBeyond(double edge, double[] d, double alpha) {
    double[] beyond = d.clone();
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] -= edge;
    }
    return PairedTests.smallestSignedRank(d.length) >= alpha
        || PairedTests.signedRank(beyond) < alpha;
  }
}
