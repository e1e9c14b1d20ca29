package dev.layertax.reports.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values adjusted for there being several, in the order given; NaN stays NaN and is not one. */
public final class AdjustedPValues {

  private AdjustedPValues() {}

  /**
   * Holm's step-down: family-wise error, any dependence.
   *
   * <p>Source: Holm 1979; R p.adjust(p, "holm").
   *
   * @param pValues each in [0,1] or NaN
   */
  public static double[] holm(double[] pValues) {
    int[] rising = rising(pValues);
    double[] adjusted = pValues.clone();
    double floor = 0;
    for (int rank = 0; rank < rising.length; rank++) {
      floor = StrictMath.max(floor, (rising.length - rank) * pValues[rising[rank]]);
      adjusted[rising[rank]] = StrictMath.min(1, floor);
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg's step-up: the share of false ones among those found.
   *
   * <p>Source: Benjamini and Hochberg 1995; scipy.stats.false_discovery_control(p, method="bh").
   *
   * @param pValues each in [0,1] or NaN
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    int[] rising = rising(pValues);
    double[] adjusted = pValues.clone();
    double ceiling = 1;
    for (int rank = rising.length; rank >= 1; rank--) {
      int index = rising[rank - 1];
      ceiling = StrictMath.min(ceiling, pValues[index] * rising.length / rank);
      adjusted[index] = ceiling;
    }
    return adjusted;
  }

  /** Indices of the p-values that are numbers, smallest first. */
  private static int[] rising(double[] pValues) {
    return IntStream.range(0, pValues.length)
        .filter(i -> !Double.isNaN(pValues[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> pValues[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
