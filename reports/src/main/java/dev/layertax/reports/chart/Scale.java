package dev.layertax.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis.
 *
 * @param low its lower end, above 0
 * @param high its upper end, above {@code low}
 */
record Scale(double low, double high) {

  /** Steps within a decade, finest first; the last ones leave decades out. */
  private static final double[][] STEPS = {
    {1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 7, 8, 9},
    {1, 1.25, 1.5, 2, 3, 4, 5, 6, 8},
    {1, 1.5, 2, 3, 5, 7},
    {1, 2, 5},
    {1, 3},
    {1}
  };

  Scale {
    if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "a logarithmic axis needs 0 < low < high, got " + low + " and " + high);
    }
  }

  /**
   * The axis that shows every value with some air around; values that a logarithmic axis cannot
   * show (not finite, 0 or below) do not count.
   *
   * @throws IllegalArgumentException when no value is left
   */
  static Scale around(DoubleStream values) {
    double[] shown = values.filter(Scale::canShow).toArray();
    double low = DoubleStream.of(shown).min().orElseThrow(() -> nothing());
    double high = DoubleStream.of(shown).max().orElseThrow(() -> nothing());
    double air = Math.max(Math.pow(high / low, 0.04), 1.12);
    return new Scale(low / air, high * air);
  }

  static boolean canShow(double value) {
    return value > 0 && !Double.isInfinite(value);
  }

  /** Where a value lies between the ends, 0 at {@code low} and 1 at {@code high}. */
  double fraction(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }

  /** Round values on the axis, as many as there may be at most, rising. */
  List<Double> ticks(int atMost) {
    for (double[] steps : STEPS) {
      List<Double> ticks = ticks(steps, 1);
      if (ticks.size() <= atMost) {
        return ticks;
      }
    }
    int decades = 2;
    while (ticks(new double[] {1}, decades).size() > atMost) {
      decades++;
    }
    return ticks(new double[] {1}, decades);
  }

  private List<Double> ticks(double[] steps, int everyDecade) {
    List<Double> ticks = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(high));
    for (int decade = (int) Math.floor(Math.log10(low)); decade <= last; decade++) {
      if (Math.floorMod(decade, everyDecade) != 0) {
        continue;
      }
      for (double step : steps) {
        double tick = Double.parseDouble(step + "E" + decade);
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException("a logarithmic axis needs a value above 0, got none");
  }
}
