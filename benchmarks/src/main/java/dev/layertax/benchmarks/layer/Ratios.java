package dev.layertax.benchmarks.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Ratios of two costs, one for each round, the two taken in the same round. */
final class Ratios {
  private final double[] sorted;

  private Ratios(double[] sorted) {
    this.sorted = sorted;
  }

  /** Numerator over denominator, round by round. */
  static Ratios of(List<Double> numerators, List<Double> denominators) {
    double[] ratios = new double[Math.min(numerators.size(), denominators.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = numerators.get(i) / denominators.get(i);
    }
    Arrays.sort(ratios);
    return new Ratios(ratios);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Median, and the least and the greatest. */
  @Override
  public String toString() {
    return sorted.length == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.2f (%.2f..%.2f)", median(), sorted[0], sorted[sorted.length - 1]);
  }
}
