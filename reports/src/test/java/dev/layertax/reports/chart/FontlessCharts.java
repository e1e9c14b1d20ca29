package dev.layertax.reports.chart;

import dev.layertax.reports.model.Results;

/** Charts on a machine without fonts. */
public final class FontlessCharts {
  private FontlessCharts() {}

  /** Charts whose painter does what AWT does on JDK 17 where no font is installed. */
  public static Charts of(Results results) {
    return new Charts(
        results,
        StandardRun.MARGIN,
        plot -> {
          throw new InternalError("java.lang.reflect.InvocationTargetException");
        });
  }
}
