package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Anchor;
import dev.layertax.reports.chart.Plot.Label;
import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.chart.Plot.Spot;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Rows in groups, each an estimate with its interval on one logarithmic axis: the forest plot and
 * the costs.
 *
 * <p>Note: intervals are line series, for XChart's error bars are symmetric only.
 */
final class RowPlot {
  private static final int ROW = 24;
  private static final int TALL_ROW = 44;
  private static final int HEADING = 21;
  private static final int GROUP_GAP = 11;
  private static final int AXIS = 26;
  private static final int CHARACTER = 8;
  private static final int STROKE = 7;

  /** How many times beyond all estimates the axis follows the bounds of an interval. */
  private static final double FARTHEST_BOUND = 100;

  /**
   * One estimate.
   *
   * @param low lower bound; NaN for none
   * @param high upper bound; NaN for none
   * @param doubtful drawn as a cross: the numbers do not decide
   * @param figure the estimate in words
   * @param shortFigure the same in as few characters as a telephone's line has beside the label
   * @param subject what it is an estimate of
   * @param points the values that it is made from, each a thin stroke
   * @param floor that a policy sets under it, a thick stroke; NaN for none
   */
  record Row(
      String label,
      double value,
      double low,
      double high,
      Ink ink,
      boolean doubtful,
      String figure,
      String shortFigure,
      Subject subject,
      List<Double> points,
      double floor) {
    Row {
      points = List.copyOf(points);
    }

    /** One without the values behind it. */
    Row(
        String label,
        double value,
        double low,
        double high,
        Ink ink,
        boolean doubtful,
        String figure,
        String shortFigure,
        Subject subject) {
      this(
          label,
          value,
          low,
          high,
          ink,
          doubtful,
          figure,
          shortFigure,
          subject,
          List.of(),
          Double.NaN);
    }
  }

  /** Rows under a heading. */
  record Group(String heading, List<Row> rows) {}

  /**
   * What the axis shows.
   *
   * @param title of the axis
   * @param words of a tick
   * @param bandLow lower end of a band around 1 that is marked; NaN for no band and no line at 1
   * @param bandHigh its upper end
   */
  record Axis(String title, DoubleFunction<String> words, double bandLow, double bandHigh) {
    boolean hasBand() {
      return !Double.isNaN(bandLow);
    }
  }

  private final List<Group> groups;
  private final Axis axis;
  private final Size size;
  private final int width;
  private final int left;
  private final int areaWidth;
  private final int areaHeight;
  private final List<List<String>> headings;
  private final Scale scale;
  private final XYChart chart;
  private final List<Label> labels = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();

  private RowPlot(List<Group> groups, Axis axis, Size size) {
    this.groups = groups;
    this.axis = axis;
    this.size = size;
    boolean wide = size == Size.WIDE;
    width = wide ? 960 : 340;
    left = wide ? 138 : 8;
    areaWidth = width - left - (wide ? 262 : 8);
    headings = groups.stream().map(g -> Wrap.lines(g.heading(), width / CHARACTER)).toList();
    areaHeight = height();
    scale = scale();
    chart = Marks.on(areaWidth, areaHeight);
    chart.getStyler().setXAxisLogarithmic(true).setXAxisMin(scale.low());
    chart.getStyler().setXAxisMax(scale.high()).setYAxisMin(0.0);
    chart.getStyler().setYAxisMax((double) areaHeight);
  }

  /** A plot whose y axis counts pixels upwards. */
  static Plot of(List<Group> groups, Axis axis, Size size, String description) {
    return new RowPlot(groups, axis, size).build(description);
  }

  private Plot build(String description) {
    drawAxis();
    int y = 0;
    for (int g = 0; g < groups.size(); g++) {
      y = drawGroup(g, y);
    }
    int height = AXIS + areaHeight + AXIS + HEADING;
    labels.add(
        new Label(
            left + areaWidth / 2.0, height - 7, Anchor.MIDDLE, Ink.MUTED, false, axis.title()));
    return new Plot(size, width, height, left, AXIS, chart, labels, List.of(), spots, description);
  }

  private int height() {
    int height = GROUP_GAP;
    for (int g = 0; g < groups.size(); g++) {
      height += headings.get(g).size() * HEADING + GROUP_GAP + groups.get(g).rows().size() * row();
    }
    return height;
  }

  private int row() {
    return size == Size.WIDE ? ROW : TALL_ROW;
  }

  /**
   * An interval of two blocks may reach over forty decades and would leave the axis no room for its
   * own figures: it is cut at the edge, and its figures beside it say how far it goes.
   */
  private Scale scale() {
    Scale estimates =
        Scale.around(
            DoubleStream.concat(all(Row::value), DoubleStream.concat(all(Row::floor), band())));
    double lowest = estimates.low() / FARTHEST_BOUND;
    double highest = estimates.high() * FARTHEST_BOUND;
    DoubleStream bounds =
        DoubleStream.concat(DoubleStream.concat(all(Row::low), all(Row::high)), points())
            .filter(Scale::canShow)
            .map(bound -> Math.min(Math.max(bound, lowest), highest));
    DoubleStream marks = DoubleStream.concat(all(Row::floor), band());
    return Scale.around(DoubleStream.concat(bounds, DoubleStream.concat(all(Row::value), marks)));
  }

  private DoubleStream all(ToDoubleFunction<Row> figure) {
    return groups.stream().flatMap(group -> group.rows().stream()).mapToDouble(figure);
  }

  private DoubleStream points() {
    return groups.stream()
        .flatMap(group -> group.rows().stream())
        .flatMap(row -> row.points().stream())
        .mapToDouble(Double::doubleValue);
  }

  private void drawFloor(String name, Row row, double y) {
    double[] x = {row.floor(), row.floor()};
    Marks.line(chart, name + " floor", Ink.TEXT, 4, x, new double[] {y - STROKE, y + STROKE});
  }

  private DoubleStream band() {
    return axis.hasBand() ? DoubleStream.of(axis.bandLow(), axis.bandHigh()) : DoubleStream.empty();
  }

  private void drawAxis() {
    double[] fromTopToBottom = {0, areaHeight};
    if (axis.hasBand()) {
      Marks.band(chart, "band", Ink.BAND, axis.bandLow(), axis.bandHigh(), areaHeight);
    }
    double free = -1;
    for (double tick : scale.ticks(size == Size.WIDE ? 9 : 5)) {
      double x = left + scale.fraction(tick) * areaWidth;
      String words = axis.words().apply(tick);
      double half = words.length() * CHARACTER / 2.0;
      double within = Math.min(Math.max(x, half), width - half);
      Marks.line(chart, "grid " + tick, Ink.GRID, 1, new double[] {tick, tick}, fromTopToBottom);
      if (within - half > free) {
        labels.add(new Label(within, AXIS - 8, Anchor.MIDDLE, Ink.MUTED, false, words));
        labels.add(
            new Label(within, AXIS + areaHeight + 17, Anchor.MIDDLE, Ink.MUTED, false, words));
        free = within + half;
      }
    }
    if (axis.hasBand()) {
      Marks.line(chart, "no difference", Ink.AXIS, 1.5f, new double[] {1, 1}, fromTopToBottom);
    }
  }

  private int drawGroup(int g, int top) {
    int y = top + GROUP_GAP;
    for (String line : headings.get(g)) {
      labels.add(new Label(0, AXIS + y + 13, Anchor.START, Ink.TEXT, true, line));
      y += HEADING;
    }
    List<Row> rows = groups.get(g).rows();
    for (int r = 0; r < rows.size(); r++) {
      drawRow(g + "." + r + " ", rows.get(r), y);
      spots.add(spot(groups.get(g), rows.get(r), y));
      y += row();
    }
    return y;
  }

  private Spot spot(Group group, Row row, int top) {
    String words = group.heading() + ", " + row.label() + ": " + row.figure();
    return new Spot(0, AXIS + top, width, row(), row.subject(), words);
  }

  /** One series; a value that is no number lifts the pen. */
  private void drawPoints(String name, Row row, double y) {
    double[] xs = new double[row.points().size() * 3];
    double[] ys = new double[xs.length];
    for (int i = 0; i < row.points().size(); i++) {
      double x = Math.min(Math.max(row.points().get(i), scale.low()), scale.high());
      xs[3 * i] = xs[3 * i + 1] = xs[3 * i + 2] = x;
      ys[3 * i] = y - STROKE;
      ys[3 * i + 1] = y + STROKE;
      ys[3 * i + 2] = Double.NaN;
    }
    Marks.line(chart, name, row.ink(), 1.2f, xs, ys);
  }

  private void drawRow(String name, Row row, int top) {
    int baseline = AXIS + top + 16;
    if (size == Size.WIDE) {
      labels.add(new Label(left - 10, baseline, Anchor.END, Ink.TEXT, false, row.label()));
      labels.add(
          new Label(left + areaWidth + 12, baseline, Anchor.START, Ink.TEXT, false, row.figure()));
    } else {
      labels.add(new Label(0, baseline, Anchor.START, Ink.TEXT, false, row.label()));
      labels.add(new Label(width, baseline, Anchor.END, Ink.TEXT, false, row.shortFigure()));
    }
    double y = areaHeight - (top + (size == Size.WIDE ? 12 : 30));
    if (Scale.canShow(row.floor())) {
      drawFloor(name + row.label(), row, y);
    }
    if (!row.points().isEmpty()) {
      drawPoints(name + row.label() + " values", row, y);
    }
    if (Scale.canShow(row.low()) && Scale.canShow(row.high())) {
      double[] ends = {Math.max(row.low(), scale.low()), Math.min(row.high(), scale.high())};
      Marks.line(
          chart, name + row.label() + " interval", row.ink(), 2.5f, ends, new double[] {y, y});
    }
    if (Scale.canShow(row.value())) {
      Marks.points(
          chart,
          name + row.label(),
          row.ink(),
          row.doubtful() ? SeriesMarkers.CROSS : SeriesMarkers.CIRCLE,
          1,
          new double[] {row.value()},
          new double[] {y});
    }
  }
}
