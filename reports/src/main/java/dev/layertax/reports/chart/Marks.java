package dev.layertax.reports.chart;

import dev.layertax.reports.model.Target;
import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** An XChart without any text, whose plot area fills it, and the few kinds of marks drawn on it. */
final class Marks {
  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final int MARKER_SIZE = 9;

  private Marks() {}

  /** An empty chart of that size in pixels; the caller sets the ends of the axes. */
  static XYChart on(int width, int height) {
    XYChart chart = new XYChart(width, height);
    XYStyler styler = chart.getStyler();
    styler.setChartTitleVisible(false).setLegendVisible(false).setChartPadding(0);
    styler.setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR);
    styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(MARKER_SIZE);
    styler.setAxisTitlesVisible(false).setAxisTicksVisible(false).setPlotMargin(0);
    styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
    return chart;
  }

  static void line(XYChart chart, String name, Ink ink, float width, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(ink.color());
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
  }

  static void points(
      XYChart chart, String name, Ink ink, Marker marker, float width, double[] x, double[] y) {
    line(chart, name, ink, width, x, y);
    chart.getSeries(name).setMarker(marker).setMarkerColor(ink.color());
  }

  /** A band of that ink between two values of x, from {@code y} down to the axis. */
  static void band(XYChart chart, String name, Ink ink, double lowX, double highX, double y) {
    XYSeries series = chart.addSeries(name, new double[] {lowX, highX}, new double[] {y, y});
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    series.setFillColor(ink.color());
    series.setMarker(SeriesMarkers.NONE).setLineColor(CLEAR);
  }

  /** A shape for each target, so that a line is known without its colour. */
  static Marker of(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> SeriesMarkers.SQUARE;
      case NAMED_VOLUME -> SeriesMarkers.CIRCLE;
      case ANONYMOUS_VOLUME -> SeriesMarkers.TRIANGLE_UP;
      case BIND_MOUNT -> SeriesMarkers.DIAMOND;
      case TMPFS -> SeriesMarkers.TRIANGLE_DOWN;
      case HOST_DIRECTORY -> SeriesMarkers.CROSS;
    };
  }
}
