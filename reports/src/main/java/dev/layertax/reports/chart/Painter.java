package dev.layertax.reports.chart;

/** Turns a plot into SVG text. */
@FunctionalInterface
interface Painter {
  /**
   * The plot as one {@code svg} element.
   *
   * @throws InternalError where AWT finds no font (JDK 17)
   * @throws RuntimeException where AWT finds no font (JDK 25)
   */
  String paint(Plot plot);
}
