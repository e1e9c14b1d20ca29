package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Anchor;
import dev.layertax.reports.chart.Plot.Label;
import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.chart.Plot.Spot;
import dev.layertax.reports.chart.Plot.Swatch;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over a few places on x, each point with its interval, on a log y axis. */
final class LinePlot {
  private static final int LEGEND_LINE = 22;
  private static final int CHARACTER = 8;
  private static final int BELOW = 46;
  private static final int SPOT = 12;
  private static final int WIDEST_BAND = 24;

  /** How many times beyond all points the axis follows the bounds of an interval. */
  private static final double FARTHEST_BOUND = 10;

  /**
   * One point of a line.
   *
   * @param x its place before lines are moved apart
   * @param low lower bound; NaN for none
   * @param high upper bound; NaN for none
   */
  record Point(double x, double y, double low, double high) {}

  /**
   * A line's points, rising in x, at least one.
   *
   * @param name in the legend, another for each line
   * @param marker by which it is known without its colour
   */
  record Line(String name, Ink ink, Marker marker, List<Point> points) {
    static Line of(Target target, List<Point> points) {
      return new Line(target.label(), Ink.of(target), Marks.of(target), points);
    }
  }

  /**
   * What the axes show.
   *
   * @param places every place on x with its label, at least one
   * @param logX whether x is logarithmic
   * @param title of the x axis
   * @param words of a tick on y
   * @param marked places with a band behind them
   * @param marks what the bands mean; not in the legend where there is none
   */
  record Axes(
      SortedMap<Double, String> places,
      boolean logX,
      String title,
      DoubleFunction<String> words,
      Set<Double> marked,
      String marks) {
    Axes(
        SortedMap<Double, String> places,
        boolean logX,
        String title,
        DoubleFunction<String> words) {
      this(places, logX, title, words, Set.of(), "");
    }
  }

  private final List<Line> lines;
  private final Axes axes;
  private final Size size;
  private final Scale y;
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
    y = scale();
    left = tickLabels().mapToInt(String::length).max().orElse(0) * CHARACTER + 12;
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
    XYChart chart = Marks.on(areaWidth, areaHeight);
    double from = value(firstX - air);
    double to = value(lastX + air);
    chart.getStyler().setXAxisLogarithmic(axes.logX()).setXAxisMin(from).setXAxisMax(to);
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(y.low()).setYAxisMax(y.high());

    for (double place : axes.marked()) {
      double x = value(along(place));
      float band = (float) Math.min(areaWidth / (lastX - firstX + 2 * air) * .7, WIDEST_BAND);
      double[] bottomToTop = {y.low(), y.high()};
      Marks.line(chart, "marked " + place, Ink.GRID, band, new double[] {x, x}, bottomToTop);
    }
    drawGrid(chart, top, from, to);
    drawPlaces(firstX - air, lastX + air, top);
    double spread = (lastX - firstX + 2 * air) * (size == Size.WIDE ? 0.006 : 0.012);
    for (int i = 0; i < lines.size(); i++) {
      double aside = (i - (lines.size() - 1) / 2.0) * spread;
      drawLine(chart, lines.get(i), aside);
      for (Point point : lines.get(i).points()) {
        if (Scale.canShow(point.y())
            && axes.places().containsKey(point.x())
            && lines.get(i).marker() != SeriesMarkers.NONE) {
          double x = (along(point.x()) + aside - firstX + air) / (lastX - firstX + 2 * air);
          spots.add(
              spot(lines.get(i).name(), point, left + x * areaWidth, top, y.fraction(point.y())));
        }
      }
    }
    int height = top + areaHeight + BELOW;
    return new Plot(size, width, height, left, top, chart, labels, swatches, spots, description);
  }

  private Spot spot(String name, Point point, double x, int top, double height) {
    String bounds =
        Double.isNaN(point.low())
            ? ""
            : " ("
                + axes.words().apply(point.low())
                + " to "
                + axes.words().apply(point.high())
                + ")";
    return new Spot(
        x - SPOT / 2.0,
        top + (1 - height) * areaHeight - SPOT / 2.0,
        SPOT,
        SPOT,
        Subject.RUN,
        name + ", " + axes.places().get(point.x()) + ": " + axes.words().apply(point.y()) + bounds);
  }

  /** An interval that reaches far beyond every point is cut at the edge of the plot. */
  private Scale scale() {
    Scale points = Scale.around(all().mapToDouble(Point::y));
    DoubleStream shown =
        all()
            .flatMapToDouble(
                p ->
                    DoubleStream.concat(
                        DoubleStream.of(p.y()),
                        DoubleStream.of(p.low(), p.high())
                            .filter(Scale::canShow)
                            .map(
                                bound ->
                                    Math.min(
                                        Math.max(bound, points.low() / FARTHEST_BOUND),
                                        points.high() * FARTHEST_BOUND))));
    return Scale.around(shown);
  }

  private Stream<Point> all() {
    return lines.stream().flatMap(line -> line.points().stream());
  }

  private List<Double> ticks() {
    return y.ticks(size == Size.WIDE ? 8 : 6);
  }

  private Stream<String> tickLabels() {
    return ticks().stream().map(axes.words()::apply);
  }

  /** Draws the legend in as many lines as it needs and returns where the plot area starts. */
  private int drawLegend() {
    List<Line> named = new ArrayList<>(lines);
    if (!axes.marked().isEmpty()) {
      named.add(new Line(axes.marks(), Ink.HATCH, SeriesMarkers.SQUARE, List.of()));
    }
    int x = 0;
    int y = 12;
    for (Line line : named) {
      int needed = 30 + line.name().length() * CHARACTER + 8;
      if (x > 0 && x + needed > width) {
        x = 0;
        y += LEGEND_LINE;
      }
      swatches.add(new Swatch(x + 12, y, line.ink(), line.marker()));
      labels.add(new Label(x + 30, y + 4.5, Anchor.START, Ink.TEXT, false, line.name()));
      x += needed;
    }
    return y + LEGEND_LINE + 4;
  }

  private void drawGrid(XYChart chart, int top, double from, double to) {
    for (double tick : ticks()) {
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
        free = x + half + 5;
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
    Ink ink = line.ink();
    String name = line.name();
    List<Point> shown = line.points().stream().filter(p -> Scale.canShow(p.y())).toList();
    drawIntervals(
        chart,
        line,
        shown.stream().filter(p -> Scale.canShow(p.low()) && Scale.canShow(p.high())).toList(),
        aside);
    double[] xs = shown.stream().mapToDouble(p -> value(along(p.x()) + aside)).toArray();
    double[] ys = shown.stream().mapToDouble(Point::y).toArray();
    Marks.points(chart, name, ink, line.marker(), 2, xs, ys);
  }

  /** One series, a third of the size of one for each; a value that is no number lifts the pen. */
  private void drawIntervals(XYChart chart, Line line, List<Point> points, double aside) {
    if (points.isEmpty()) {
      return;
    }
    double[] xs = new double[points.size() * 3];
    double[] ys = new double[xs.length];
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      xs[3 * i] = xs[3 * i + 1] = xs[3 * i + 2] = value(along(point.x()) + aside);
      ys[3 * i] = Math.max(point.low(), y.low());
      ys[3 * i + 1] = Math.min(point.high(), y.high());
      ys[3 * i + 2] = Double.NaN;
    }
    Marks.line(chart, line.name() + " intervals", line.ink(), 1.5f, xs, ys);
  }

  private double along(double x) {
    return axes.logX() ? Math.log(x) : x;
  }

  private double value(double along) {
    return axes.logX() ? Math.exp(along) : along;
  }
}
