package dev.layertax.reports.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its t interval.
 *
 * @param n values, 0 or more
 * @param mean NaN of no values
 * @param sd standard deviation with n − 1; NaN below two values
 * @param low lower bound; NaN below two values
 * @param high upper bound; NaN below two values
 */
record MeanEstimate(int n, double mean, double sd, double low, double high) {

  private static final int MOST_QUANTILES = 100_000;
  private static final Map<Tail, Double> QUANTILES = new ConcurrentHashMap<>();

  /**
   * Source: scipy.stats.t.interval(confidence, n-1, numpy.mean(x), scipy.stats.sem(x)).
   *
   * @param values {@code double[block]}
   * @param confidence in (0,1)
   */
  static MeanEstimate of(double[] values, double confidence) {
    int n = values.length;
    if (n == 0) {
      return new MeanEstimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double mean = mean(values);
    if (n == 1) {
      return new MeanEstimate(1, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double sd = StrictMath.sqrt(sumOfSquares(values, mean) / (n - 1));
    double half = quantile(n - 1, confidence) * sd / StrictMath.sqrt(n);
    return new MeanEstimate(n, mean, sd, mean - half, mean + half);
  }

  /** The t quantile that leaves half of 1 − confidence above it. */
  static double quantile(double degreesOfFreedom, double confidence) {
    return upperQuantile(degreesOfFreedom, (1 - confidence) / 2);
  }

  /**
   * The t quantile that leaves {@code tail} above it: scipy.stats.t.isf(tail, degrees).
   *
   * <p>Found by a search, and asked for again and again with the same few numbers of blocks and
   * levels, so those found are kept.
   */
  static double upperQuantile(double degreesOfFreedom, double tail) {
    if (QUANTILES.size() > MOST_QUANTILES) {
      QUANTILES.clear();
    }
    return QUANTILES.computeIfAbsent(
        new Tail(degreesOfFreedom, tail),
        key -> TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail));
  }

  private record Tail(double degrees, double tail) {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    // A second pass takes the rounding of the first away: equal values have exactly their mean.
    double rest = 0;
    for (double value : values) {
      rest += value - mean;
    }
    return mean + rest / values.length;
  }

  static double sumOfSquares(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}
