package dev.layertax.reports.stats;

import java.util.List;

/**
 * What it did to the ratio which of the two was visited first in the block.
 *
 * @param ratio in the blocks with the target first, divided by that in the others; NaN when one of
 *     the two has no block
 * @param matters Welch's t test finds it at 1 − confidence, and it is beyond the equivalence margin
 */
record OrderEffect(double ratio, boolean matters) {

  /**
   * @param margin on the log scale
   */
  static OrderEffect of(List<Visits.Pair> pairs, double confidence, double margin) {
    WelchTest test =
        WelchTest.of(logRatios(pairs, false), logRatios(pairs, true), confidence, margin);
    return new OrderEffect(
        StrictMath.exp(test.difference()),
        test.pValue() < 1 - confidence && StrictMath.abs(test.difference()) > margin);
  }

  private static double[] logRatios(List<Visits.Pair> pairs, boolean referenceFirst) {
    return pairs.stream()
        .filter(pair -> pair.referenceFirst() == referenceFirst)
        .mapToDouble(Visits.Pair::logRatio)
        .toArray();
  }
}
