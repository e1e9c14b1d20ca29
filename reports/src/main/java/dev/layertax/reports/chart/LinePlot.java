package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Anchor;
import dev.layertax.reports.chart.Plot.Label;
import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.chart.Plot.Spot;
import dev.layertax.reports.chart.Plot.Swatch;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/** One line per target over a few places on x, each point with its interval, on a log y axis. */
final class LinePlot {
  private static final int LEGEND_LINE = 22;
  private static final int CHARACTER = 8;
  private static final int BELOW = 46;
  private static final int SPOT = 12;

  /**
   * One point of a line.
   *
   * @param x its place before lines are moved apart
   * @param low lower bound; NaN for none
   * @param high upper bound; NaN for none
   */
  record Point(double x, double y, double low, double high) {}

  /** One target's points, rising in x, at least one. */
  record Line(Target target, List<Point> points) {}

  /**
   * What the axes show.
   *
   * @param places every place on x with its label, at least one
   * @param logX whether x is logarithmic
   * @param title of the x axis
   * @param words of a tick on y
   */
  record Axes(
      SortedMap<Double, String> places, boolean logX, String title, DoubleFunction<String> words) {}

  private final List<Line> lines;
  private final Axes axes;
  private final Size size;
  private final int width;
  private final int left;
  private final int areaWidth;
  private final int areaHeight;
  private final List<Label> labels = new ArrayList<>();
  private final List<Swatch> swatches = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();

  private LinePlot(List<Line> lines, Axes axes, Size size) {
    this.lines = lines;
    this.axes = axes;
    this.size = size;
    width = size == Size.WIDE ? 960 : 340;
    left = 66;
    areaWidth = width - left - 10;
    areaHeight = size == Size.WIDE ? 380 : size == Size.NARROW ? 300 : 200;
  }

  static Plot of(List<Line> lines, Axes axes, Size size, String description) {
    return new LinePlot(lines, axes, size).build(description);
  }

  private Plot build(String description) {
    int top = drawLegend();
    double firstX = along(axes.places().firstKey());
    double lastX = along(axes.places().lastKey());
    double air = firstX == lastX ? 1 : (lastX - firstX) * 0.09;
    Scale y =
        Scale.around(
            lines.stream()
                .flatMap(line -> line.points().stream())
                .flatMapToDouble(p -> DoubleStream.of(p.y(), p.low(), p.high())));
    XYChart chart = Marks.on(areaWidth, areaHeight);
    double from = value(firstX - air);
    double to = value(lastX + air);
    chart.getStyler().setXAxisLogarithmic(axes.logX()).setXAxisMin(from).setXAxisMax(to);
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(y.low()).setYAxisMax(y.high());

    drawGrid(chart, y, top, from, to);
    drawPlaces(firstX - air, lastX + air, top);
    double spread = (lastX - firstX + 2 * air) * (size == Size.WIDE ? 0.006 : 0.012);
    for (int i = 0; i < lines.size(); i++) {
      double aside = (i - (lines.size() - 1) / 2.0) * spread;
      drawLine(chart, lines.get(i), aside);
      for (Point point : lines.get(i).points()) {
        if (Scale.canShow(point.y())) {
          double x = (along(point.x()) + aside - firstX + air) / (lastX - firstX + 2 * air);
          spots.add(
              spot(lines.get(i).target(), point, left + x * areaWidth, top, y.fraction(point.y())));
        }
      }
    }
    int height = top + areaHeight + BELOW;
    return new Plot(size, width, height, left, top, chart, labels, swatches, spots, description);
  }

  private Spot spot(Target target, Point point, double x, int top, double height) {
    String bounds =
        Double.isNaN(point.low())
            ? ""
            : " (" + Figures.durationInterval(point.low(), point.high()) + ")";
    return new Spot(
        x - SPOT / 2.0,
        top + (1 - height) * areaHeight - SPOT / 2.0,
        SPOT,
        SPOT,
        Subject.RUN,
        target.label()
            + ", "
            + axes.places().get(point.x())
            + ": "
            + axes.words().apply(point.y())
            + bounds);
  }

  /** Draws the legend in as many lines as it needs and returns where the plot area starts. */
  private int drawLegend() {
    int x = 0;
    int y = 12;
    for (Line line : lines) {
      int needed = 30 + line.target().label().length() * CHARACTER + 8;
      if (x > 0 && x + needed > width) {
        x = 0;
        y += LEGEND_LINE;
      }
      Ink ink = Ink.of(line.target());
      swatches.add(new Swatch(x + 12, y, ink, Marks.of(line.target())));
      labels.add(new Label(x + 30, y + 4.5, Anchor.START, Ink.TEXT, false, line.target().label()));
      x += needed;
    }
    return y + LEGEND_LINE + 4;
  }

  private void drawGrid(XYChart chart, Scale y, int top, double from, double to) {
    for (double tick : y.ticks(size == Size.WIDE ? 8 : 6)) {
      double[] across = {from, to};
      Marks.line(chart, "grid " + tick, Ink.GRID, 1, across, new double[] {tick, tick});
      double pixel = top + (1 - y.fraction(tick)) * areaHeight + 4.5;
      labels.add(
          new Label(left - 8, pixel, Anchor.END, Ink.MUTED, false, axes.words().apply(tick)));
    }
    Marks.line(
        chart, "axis", Ink.AXIS, 1.5f, new double[] {from, to}, new double[] {y.low(), y.low()});
  }

  private void drawPlaces(double first, double last, int top) {
    double free = -1;
    for (Map.Entry<Double, String> place : axes.places().entrySet()) {
      double x = left + (along(place.getKey()) - first) / (last - first) * areaWidth;
      double half = place.getValue().length() * CHARACTER / 2.0;
      if (x - half > free) {
        labels.add(
            new Label(x, top + areaHeight + 18, Anchor.MIDDLE, Ink.MUTED, false, place.getValue()));
        free = x + half;
      }
    }
    labels.add(
        new Label(
            left + areaWidth / 2.0,
            top + areaHeight + 38,
            Anchor.MIDDLE,
            Ink.MUTED,
            false,
            axes.title()));
  }

  /** Lines that coincide are moved a little apart along x, so that each is seen. */
  private void drawLine(XYChart chart, Line line, double aside) {
    Ink ink = Ink.of(line.target());
    String name = line.target().label();
    List<Point> shown = line.points().stream().filter(p -> Scale.canShow(p.y())).toList();
    for (Point point : shown) {
      if (Scale.canShow(point.low()) && Scale.canShow(point.high())) {
        double x = value(along(point.x()) + aside);
        double[] bounds = {point.low(), point.high()};
        String interval = name + " interval " + axes.places().get(point.x());
        Marks.line(chart, interval, ink, 1.5f, new double[] {x, x}, bounds);
      }
    }
    double[] xs = shown.stream().mapToDouble(p -> value(along(p.x()) + aside)).toArray();
    double[] ys = shown.stream().mapToDouble(Point::y).toArray();
    Marks.points(chart, name, ink, Marks.of(line.target()), 2, xs, ys);
  }

  private double along(double x) {
    return axes.logX() ? Math.log(x) : x;
  }

  private double value(double along) {
    return axes.logX() ? Math.exp(along) : along;
  }
}
