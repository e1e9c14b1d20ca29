package dev.layertax.reports.chart;

import java.awt.AWTError;
import java.util.List;

/** Paints plots where AWT can, and says why where it cannot. */
record Canvas(Painter painter) {

  /**
   * The plots one after the other.
   *
   * @param nothing why there is none, said when there is none
   */
  Drawing drawn(List<Plot> plots, String nothing) {
    if (plots.isEmpty()) {
      return Drawing.absent(nothing);
    }
    try {
      List<String> painted = plots.parallelStream().map(painter::paint).toList();
      return Drawing.of(String.join("\n", painted), new Picture(plots.get(0), painted.get(0)));
    } catch (RuntimeException | AWTError | InternalError | LinkageError e) {
      // What AWT throws without fonts or libraries depends on the JDK: 17 an Error, 25 a
      // RuntimeException. A report without pictures is worth more than none.
      return Drawing.absent(
          "This machine's Java cannot paint charts (" + e + "); the tables hold every figure.");
    }
  }
}
