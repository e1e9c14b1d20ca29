package dev.layertax.reports.stats;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A studentised bootstrap over blocks.
 *
 * <p>Blocks are drawn whole, because operations within one are not independent; each resample is
 * studentised by its own jackknife over blocks. Source: Efron and Tibshirani 1993, section 12.5.
 */
final class BootstrapT {

  private static final int RESAMPLES = 999;

  private BootstrapT() {}

  /** A figure of blocks, each taken as often as {@code int[block]} says, not all 0 times. */
  interface Statistic {
    double of(int[] weights);

    /** With one copy less of a block that is among them; asked right after {@link #of}. */
    default double without(int[] weights, int block) {
      weights[block]--;
      double value = of(weights);
      weights[block]++;
      return value;
    }
  }

  /** Bounds, in the unit of the statistic. */
  record Interval(double low, double high) {}

  /**
   * @param blocks how many there are, at least 2
   * @param statistic of the blocks
   * @param seed the same seed gives the same interval
   */
  static Interval interval(int blocks, Statistic statistic, double confidence, long seed) {
    int[] once = new int[blocks];
    Arrays.fill(once, 1);
    double estimate = statistic.of(once);
    double error = jackknifeError(once, statistic);
    if (!(error > 0)) {
      return new Interval(estimate, estimate);
    }
    RandomGenerator random = new Well19937c(seed);
    double[] t = new double[RESAMPLES];
    int used = 0;
    for (int i = 0; i < RESAMPLES; i++) {
      int[] weights = new int[blocks];
      for (int draw = 0; draw < blocks; draw++) {
        weights[random.nextInt(blocks)]++;
      }
      double resampled = statistic.of(weights) - estimate;
      double resampledError = jackknifeError(weights, statistic);
      if (resampledError > 0) {
        t[used++] = resampled / resampledError;
      }
    }
    double[] sorted = Arrays.copyOf(t, used);
    Arrays.sort(sorted);
    double tail = (1 - confidence) / 2;
    return new Interval(
        estimate - at(sorted, 1 - tail) * error, estimate - at(sorted, tail) * error);
  }

  private static double at(double[] sorted, double probability) {
    int rank = (int) StrictMath.ceil(probability * (sorted.length + 1)) - 1;
    return sorted[StrictMath.max(0, StrictMath.min(sorted.length - 1, rank))];
  }

  /** Leaving out each drawn block once; blocks drawn alike are left out alike. */
  private static double jackknifeError(int[] weights, Statistic statistic) {
    int n = Arrays.stream(weights).sum();
    double[] without = new double[n];
    int next = 0;
    for (int block = 0; block < weights.length; block++) {
      if (weights[block] > 0) {
        double value = statistic.without(weights, block);
        Arrays.fill(without, next, next + weights[block], value);
        next += weights[block];
      }
    }
    double squares = MeanEstimate.sumOfSquares(without, MeanEstimate.mean(without));
    return StrictMath.sqrt(squares * (n - 1) / n);
  }
}
