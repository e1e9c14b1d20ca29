package dev.layertax.reports.stats;

import java.util.Arrays;
import java.util.List;

/**
 * How the blocks of real runs scatter.
 *
 * @param standardized the series, each without its mean, together with standard deviation 1
 * @param excessKurtosis of all values, 0 for normal ones; scipy.stats.kurtosis(x)
 * @param lag1 correlation of neighbours, the mean over the series weighted by their lengths
 */
public record NoiseShape(List<double[]> standardized, double excessKurtosis, double lag1) {

  public NoiseShape {
    standardized = List.copyOf(standardized);
  }

  /**
   * The shape of several series.
   *
   * @param series {@code double[block]} each, three blocks or more, not all equal
   */
  public static NoiseShape of(List<double[]> series) {
    double squares = 0;
    double fourths = 0;
    double correlations = 0;
    int degrees = 0;
    int values = 0;
    List<double[]> centred = series.stream().map(NoiseShape::centred).toList();
    for (double[] one : centred) {
      squares += Arrays.stream(one).map(value -> value * value).sum();
      fourths += Arrays.stream(one).map(value -> value * value * value * value).sum();
      correlations += one.length * Series.lag1Correlation(one);
      degrees += one.length - 1;
      values += one.length;
    }
    double sd = StrictMath.sqrt(squares / degrees);
    double meanSquare = squares / values;
    return new NoiseShape(
        centred.stream().map(one -> Arrays.stream(one).map(value -> value / sd).toArray()).toList(),
        fourths / values / (meanSquare * meanSquare) - 3,
        correlations / values);
  }

  private static double[] centred(double[] one) {
    double mean = MeanEstimate.mean(one);
    return Arrays.stream(one).map(value -> value - mean).toArray();
  }
}
