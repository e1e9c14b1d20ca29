package dev.layertax.reports.stats;

import java.util.Arrays;

/** Figures of a sequence of numbers in order. */
final class Series {

  private Series() {}

  /**
   * Correlation of each value with the next.
   *
   * <p>Source: statsmodels.tsa.stattools.acf(d, nlags=1)[1], that is numpy.sum(e[1:]*e[:-1]) /
   * numpy.sum(e*e) with e = d - numpy.mean(d).
   *
   * @return NaN below three values, or when all are equal
   */
  static double lag1Correlation(double[] values) {
    if (values.length < 3) {
      return Double.NaN;
    }
    double mean = MeanEstimate.mean(values);
    double squares = MeanEstimate.sumOfSquares(values, mean);
    double products = 0;
    for (int i = 1; i < values.length; i++) {
      products += (values[i] - mean) * (values[i - 1] - mean);
    }
    return squares > 0 ? products / squares : Double.NaN;
  }

  /** The middle value, the mean of the two middle ones of an even number; NaN of none. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  /**
   * Median absolute deviation from the median, scaled to a normal's standard deviation.
   *
   * <p>Source: scipy.stats.median_abs_deviation(x, scale="normal").
   */
  static double scaledMad(double[] values) {
    double median = median(values);
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = StrictMath.abs(values[i] - median);
    }
    return median(deviations) / NORMAL_UPPER_QUARTILE;
  }

  /** scipy.stats.norm.ppf(0.75). */
  private static final double NORMAL_UPPER_QUARTILE = 0.6744897501960817;
}
