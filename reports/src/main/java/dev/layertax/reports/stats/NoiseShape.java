package dev.layertax.reports.stats;

import java.util.Arrays;
import java.util.List;

/**
 * How the blocks of real runs of the same against itself scatter about the truth, which is 0.
 *
 * <p>A series keeps its own mean: were it taken away, a run drawn of a whole series would be surer
 * of its mean than any real one.
 *
 * @param standardized the series, together with mean square 1
 * @param excessKurtosis of all values about 0, 0 for normal ones
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
    int values = 0;
    for (double[] one : series) {
      squares += Arrays.stream(one).map(value -> value * value).sum();
      fourths += Arrays.stream(one).map(value -> value * value * value * value).sum();
      correlations += one.length * Series.lag1Correlation(one);
      values += one.length;
    }
    double meanSquare = squares / values;
    double scale = StrictMath.sqrt(meanSquare);
    return new NoiseShape(
        series.stream()
            .map(one -> Arrays.stream(one).map(value -> value / scale).toArray())
            .toList(),
        fourths / values / (meanSquare * meanSquare) - 3,
        correlations / values);
  }
}
