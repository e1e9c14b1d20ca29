package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Anchor;
import dev.layertax.reports.chart.Plot.Label;
import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.chart.Plot.Spot;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/**
 * A map of questions and targets: each cell says its finding in words on the ink of its step, and
 * is hatched where there is none.
 *
 * <p>Note: a cell is a line as wide as the cell is high, for XChart's own heat map has no room for
 * words and takes its colours from one range.
 */
final class HeatMap {
  private static final int LINE = 17;
  private static final int AIR = 13;
  private static final int GAP = 3;
  private static final int HATCH = 9;
  private static final int CHARACTER = 8;
  private static final int SCALE = 62;

  /**
   * One question on one target.
   *
   * @param words what is found, in short
   * @param step empty where nothing was decided; such a cell is hatched
   * @param detail the same with the interval
   */
  record Field(String words, Optional<Step> step, Subject subject, String detail) {}

  /** One question, a field for each column. */
  record Row(String heading, List<Field> fields) {}

  private final List<String> columns;
  private final List<Row> rows;
  private final boolean wide;
  private final int width;
  private final int side;
  private final int column;
  private final int top;
  private final List<Integer> heights;
  private final int areaHeight;
  private final XYChart chart;
  private final List<Label> labels = new ArrayList<>();
  private final List<Spot> spots = new ArrayList<>();

  private HeatMap(List<String> columns, List<Row> rows, boolean wide) {
    this.columns = columns;
    this.rows = rows;
    this.wide = wide;
    width = wide ? 960 : 340;
    side = wide ? 300 : 0;
    column = Math.min((width - side) / columns.size(), 165);
    top = columns.stream().mapToInt(name -> heading(name).size()).max().orElse(1) * LINE + 8;
    heights = rows.stream().map(this::height).toList();
    areaHeight = heights.stream().mapToInt(Integer::intValue).sum() + SCALE;
    chart = Marks.on(width - side, areaHeight);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax((double) (width - side));
    chart.getStyler().setYAxisMin(0.0).setYAxisMax((double) areaHeight);
  }

  /**
   * The map in the widths it is laid out for.
   *
   * @param columns names of the targets, at least one
   * @param rows at least one
   */
  static List<Plot> of(List<String> columns, List<Row> rows, String description) {
    return List.of(
        new HeatMap(columns, rows, true).build(Size.WIDE, description),
        new HeatMap(columns, rows, false).build(Size.NARROW, description));
  }

  private Plot build(Size size, String description) {
    for (int c = 0; c < columns.size(); c++) {
      centred(c, LINE - 4, Ink.MUTED, heading(columns.get(c)));
    }
    int y = 0;
    for (int r = 0; r < rows.size(); r++) {
      draw(r, y);
      y += heights.get(r);
    }
    drawScale(y);
    return new Plot(
        size, width, top + areaHeight, side, top, chart, labels, List.of(), spots, description);
  }

  private int height(Row row) {
    int cells =
        row.fields().stream().mapToInt(field -> lines(field.words()).size()).max().orElse(1);
    int headings = Wrap.lines(row.heading(), headingWidth()).size();
    return wide ? Math.max(cells, headings) * LINE + AIR : headings * LINE + 8 + cells * LINE + AIR;
  }

  private int headingWidth() {
    return (wide ? side - 14 : width) / CHARACTER;
  }

  private List<String> lines(String words) {
    return Wrap.lines(words, (column - GAP) / 7);
  }

  /** A target's name, broken at its hyphen where it does not fit. */
  private List<String> heading(String name) {
    return name.length() * CHARACTER <= column ? List.of(name) : lines(name.replace("-", "- "));
  }

  private void draw(int r, int y) {
    Row row = rows.get(r);
    List<String> heading = Wrap.lines(row.heading(), headingWidth());
    int cells = heights.get(r);
    int above = 0;
    if (!wide) {
      above = heading.size() * LINE + 8;
      cells -= above;
    }
    double middle = top + y + (wide ? (cells - GAP) / 2.0 : (above + 2) / 2.0);
    double first = middle - (heading.size() - 1) * LINE / 2.0 + 4.5;
    for (int i = 0; i < heading.size(); i++) {
      labels.add(new Label(0, first + i * LINE, Anchor.START, Ink.TEXT, !wide, heading.get(i)));
    }
    for (int c = 0; c < columns.size(); c++) {
      draw(r + "." + c + " " + columns.get(c), row.fields().get(c), c, y + above, cells);
    }
  }

  private void draw(String name, Field field, int c, int y, int height) {
    double from = (double) c * column;
    double to = from + column - GAP;
    double upper = areaHeight - y;
    double lower = upper - height + GAP;
    if (field.step().isPresent()) {
      fill(name, field.step().get().ink(), from, to, lower, upper);
    } else {
      hatch(name, from, to, lower, upper);
    }
    spots.add(
        new Spot(
            side + from,
            top + y,
            to - from,
            height - GAP,
            field.subject(),
            field.subject().question() + ", " + field.subject().target() + ": " + field.detail()));
    List<String> lines = lines(field.words());
    double first = y + (height - GAP) / 2.0 - (lines.size() - 1) * LINE / 2.0 + 4.5;
    centred(c, top + first, field.step().isPresent() ? Ink.ON_STEP : Ink.TEXT, lines);
  }

  private void centred(int c, double y, Ink ink, List<String> lines) {
    double x = side + c * column + (column - GAP) / 2.0;
    for (int i = 0; i < lines.size(); i++) {
      labels.add(new Label(x, y + i * LINE, Anchor.MIDDLE, ink, false, lines.get(i)));
    }
  }

  private void fill(String name, Ink ink, double from, double to, double lower, double upper) {
    double y = (lower + upper) / 2;
    double[] along = {from, to};
    Marks.line(chart, name, ink, (float) (upper - lower), along, new double[] {y, y});
  }

  /** Rising lines within the cell, one series; a value that is no number lifts the pen. */
  private void hatch(String name, double from, double to, double lower, double upper) {
    List<double[]> points = new ArrayList<>();
    double height = upper - lower;
    for (double foot = from - height + HATCH; foot < to; foot += HATCH) {
      double left = Math.max(foot, from);
      double right = Math.min(foot + height, to);
      points.add(new double[] {left, lower + left - foot});
      points.add(new double[] {right, lower + right - foot});
      points.add(new double[] {right, Double.NaN});
    }
    double[] xs = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] ys = points.stream().mapToDouble(point -> point[1]).toArray();
    Marks.line(chart, name, Ink.HATCH, 1, xs, ys);
  }

  private void drawScale(int y) {
    Step[] steps = Step.values();
    double box = wide ? 60 : 340.0 / steps.length;
    double upper = areaHeight - y - 12;
    double words = top + y + 12 + 14 + 15;
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      double from = i * box;
      fill("scale " + step, step.ink(), from, from + box, upper - 14, upper);
      String end = step == Step.SAME ? "the same" : step.end();
      double x = side + from + (step == Step.SAME ? box / 2 : box);
      if (!end.isEmpty()) {
        labels.add(new Label(x, words, Anchor.MIDDLE, Ink.MUTED, false, end));
      }
    }
    double last = side + box * steps.length;
    labels.add(new Label(side, words + LINE, Anchor.START, Ink.MUTED, false, "target slower"));
    labels.add(new Label(last, words + LINE, Anchor.END, Ink.MUTED, false, "target faster"));
  }
}
