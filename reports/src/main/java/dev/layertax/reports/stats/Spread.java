package dev.layertax.reports.stats;

import java.util.Collection;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * How far values lie apart.
 *
 * <p>Source: numpy.quantile(x, [0, .25, .5, .75, 1]), Hyndman and Fan's seventh definition.
 *
 * @param n values, at least one
 */
public record Spread(
    int n, double least, double lowerQuartile, double median, double upperQuartile, double most) {

  private static final Quantile QUANTILE =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  /**
   * Of values in any order.
   *
   * @throws IllegalArgumentException of none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a spread needs at least one value, got none");
    }
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] q = QUANTILE.evaluate(all, 0, .25, .5, .75, 1);
    return new Spread(all.length, q[0], q[1], q[2], q[3], q[4]);
  }
}
