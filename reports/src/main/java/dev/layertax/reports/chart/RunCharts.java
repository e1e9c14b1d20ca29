package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.stats.ForkTrace;
import dev.layertax.reports.stats.RunTimeline;
import dev.layertax.reports.stats.RunningAdvantage;
import dev.layertax.reports.stats.Spread;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Judged;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts by which a reader sees how a run went: block by block, fork by fork. */
public final class RunCharts {

  /** Strokes of a row at most; of more, as many quantiles evenly spaced, both ends among them. */
  static final int MOST_STROKES = 120;

  /** Points of a timeline at most; of more blocks, each point is the median of neighbours. */
  static final int MOST_POINTS = 120;

  private static final Ink[] SENTINEL_INKS = {Ink.NAMED, Ink.BIND, Ink.ANONYMOUS, Ink.TMPFS};
  private static final Marker[] SENTINEL_MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.CROSS
  };

  private final Results results;
  private final double margin;
  private final Map<Cell, List<ForkTrace>> forks;
  private final RunTimeline timeline;
  private final Canvas canvas;

  RunCharts(
      Results results,
      double margin,
      Map<Cell, List<ForkTrace>> forks,
      RunTimeline timeline,
      Canvas canvas) {
    this.results = results;
    this.margin = margin;
    this.forks = Map.copyOf(forks);
    this.timeline = timeline;
    this.canvas = canvas;
  }

  /** The machine's speed in block order, with the blocks that were set aside. */
  public Drawing timeline() {
    return canvas.drawn(timelinePlots(), "No block was measured.");
  }

  /** Every block's ratio of each comparison, with the estimate and interval they make. */
  public Drawing blocks(String engine) {
    return canvas.drawn(blocksPlots(engine), "No comparison of this run has a block.");
  }

  /**
   * The advantages of one question as the blocks came in.
   *
   * @param question any cell that asks it; its target does not matter
   */
  public Drawing asBlocksCame(Cell question) {
    return canvas.drawn(
        asBlocksCamePlots(question), "Fewer than two blocks compare the places of this question.");
  }

  /** Every fork's cost of each cell, with the box of its quartiles. */
  public Drawing forks(String engine) {
    return canvas.drawn(forksPlots(engine), "No fork of this run reported.");
  }

  /**
   * How the forks of one question warmed up.
   *
   * @param question any cell that asks it; its target does not matter
   */
  public Drawing warmUp(Cell question) {
    return canvas.drawn(warmUpPlots(question), "No fork of this question reported.");
  }

  List<Plot> timelinePlots() {
    List<LinePlot.Line> lines = new ArrayList<>();
    SortedMap<Double, String> places = new TreeMap<>();
    int i = 0;
    for (Map.Entry<Cell, NavigableMap<Integer, Double>> one : timeline.sentinels().entrySet()) {
      lines.add(
          new LinePlot.Line(
              Names.question(one.getKey()),
              SENTINEL_INKS[i % SENTINEL_INKS.length],
              SENTINEL_MARKERS[i % SENTINEL_MARKERS.length],
              points(one.getValue(), places)));
      i++;
    }
    if (!timeline.cells().isEmpty()) {
      lines.add(
          new LinePlot.Line(
              "all cells", Ink.LAYER, SeriesMarkers.SQUARE, points(timeline.cells(), places)));
    }
    lines.removeIf(line -> line.points().isEmpty());
    if (lines.isEmpty()) {
      return List.of();
    }
    Set<Double> setAside =
        results.setAside().stream().map(block -> block.block() + 1.0).collect(Collectors.toSet());
    setAside.retainAll(places.keySet());
    LinePlot.Axes axes =
        new LinePlot.Axes(places, false, "block", Figures::number, setAside, "set aside");
    String description =
        "Cost of the sentinels and of all cells relative to the run's median, logarithmic, in the"
            + " order of the blocks: a level line is a machine that held still. The table beside it"
            + " has every block.";
    return List.of(
        LinePlot.of(lines, axes, Size.WIDE, description),
        LinePlot.of(lines, axes, Size.NARROW, description));
  }

  /** By block counted from 1; neighbours as one where there are too many. */
  private static List<LinePlot.Point> points(
      NavigableMap<Integer, Double> costs, SortedMap<Double, String> places) {
    int together = (costs.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Integer> blocks = List.copyOf(costs.keySet());
    List<LinePlot.Point> points = new ArrayList<>();
    for (int from = 0; from < blocks.size(); from += together) {
      List<Integer> some = blocks.subList(from, Math.min(from + together, blocks.size()));
      double place = some.get(0) + 1.0;
      places.put(place, Integer.toString(some.get(0) + 1));
      double median = Spread.of(some.stream().map(costs::get).toList()).median();
      points.add(new LinePlot.Point(place, median, Double.NaN, Double.NaN));
    }
    return points;
  }

  List<Plot> blocksPlots(String engine) {
    Map<Cell, List<RowPlot.Row>> byQuestion = new LinkedHashMap<>();
    for (Comparison one : results.comparisons()) {
      if (one.engine().equals(engine) && !one.blockRatios().isEmpty()) {
        byQuestion
            .computeIfAbsent(one.cell().on(Target.WRITABLE_LAYER), question -> new ArrayList<>())
            .add(
                new RowPlot.Row(
                    one.target().label(),
                    one.ratio(),
                    one.low(),
                    one.high(),
                    Ink.of(one.target()),
                    one.verdict() == Verdict.INCONCLUSIVE,
                    Figures.count(one.blockRatios().size(), "block") + ", " + Judged.brief(one),
                    Judged.brief(one),
                    Subject.of(one.cell()),
                    strokes(one.blockRatios()),
                    Double.NaN));
      }
    }
    if (byQuestion.isEmpty()) {
      return List.of();
    }
    RowPlot.Axis axis =
        new RowPlot.Axis(
            "advantage within one block", Figures::number, 1 / (1 + margin), 1 + margin);
    return Charts.rowPlots(
        groups(byQuestion),
        axis,
        "Every block's ratio of each target as a stroke, with the estimate and its interval,"
            + " logarithmic, for "
            + Figures.count(byQuestion.size(), "question")
            + ". The table beside it has their spread.");
  }

  List<Plot> asBlocksCamePlots(Cell question) {
    SortedMap<Double, String> places = new TreeMap<>();
    List<LinePlot.Line> lines = new ArrayList<>();
    for (Comparison one : results.comparisons()) {
      if (one.cell().on(question.target()).equals(question)) {
        List<LinePlot.Point> points =
            RunningAdvantage.of(one).stream()
                .map(
                    step ->
                        new LinePlot.Point(step.blocks(), step.ratio(), step.low(), step.high()))
                .toList();
        points.forEach(point -> places.put(point.x(), Integer.toString((int) point.x())));
        if (!points.isEmpty()) {
          lines.add(LinePlot.Line.of(one.target(), points));
        }
      }
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    return List.of(
        LinePlot.of(
            lines,
            new LinePlot.Axes(places, false, "blocks so far", Figures::number),
            Size.SMALL,
            "Advantage with its interval after each block, logarithmic, a line per target: "
                + Names.question(question)
                + ". The table below has the figures."));
  }

  List<Plot> forksPlots(String engine) {
    Map<Cell, List<RowPlot.Row>> byQuestion = new LinkedHashMap<>();
    results.costs().stream()
        .filter(cost -> cost.cell().engine().equals(engine) && forks.containsKey(cost.cell()))
        .forEach(
            cost -> {
              List<Double> costs = forks.get(cost.cell()).stream().map(ForkTrace::cost).toList();
              Spread spread = Spread.of(costs);
              String figure = Figures.duration(spread.median());
              byQuestion
                  .computeIfAbsent(
                      cost.cell().on(Target.WRITABLE_LAYER), question -> new ArrayList<>())
                  .add(
                      new RowPlot.Row(
                          cost.cell().target().label(),
                          spread.median(),
                          spread.lowerQuartile(),
                          spread.upperQuartile(),
                          Ink.of(cost.cell().target()),
                          false,
                          figure
                              + " ("
                              + Figures.durationInterval(spread.least(), spread.most())
                              + ")",
                          figure,
                          Subject.of(cost.cell()),
                          strokes(costs),
                          Double.NaN));
            });
    if (byQuestion.isEmpty()) {
      return List.of();
    }
    return Charts.rowPlots(
        groups(byQuestion),
        new RowPlot.Axis(
            "time per operation of one fork", Figures::duration, Double.NaN, Double.NaN),
        "Every fork's time per operation as a stroke, with the median and the quartiles as a bar,"
            + " logarithmic, for "
            + Figures.count(byQuestion.size(), "question")
            + ". The table beside it has the figures.");
  }

  List<Plot> warmUpPlots(Cell question) {
    List<Cell> cells =
        results.costs().stream()
            .map(CellCost::cell)
            .filter(cell -> cell.on(question.target()).equals(question))
            .filter(forks::containsKey)
            .toList();
    List<IterationStep> steps =
        IterationStep.of(cells.stream().flatMap(cell -> forks.get(cell).stream()).toList());
    SortedMap<Double, String> places = new TreeMap<>();
    List<LinePlot.Line> lines = new ArrayList<>();
    for (Cell cell : cells) {
      List<LinePlot.Point> points = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        double place = i;
        places.put(place, steps.get(i).label());
        steps
            .get(i)
            .over(forks.get(cell))
            .ifPresent(
                spread ->
                    points.add(
                        new LinePlot.Point(place, spread.median(), spread.least(), spread.most())));
      }
      lines.add(LinePlot.Line.of(cell.target(), points));
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    return List.of(
        LinePlot.of(
            lines,
            new LinePlot.Axes(places, false, "iteration (w: of the warm-up)", Figures::duration),
            Size.SMALL,
            "Time per operation from the first warm-up iteration to the last measured one, the"
                + " median of the forks with the fastest and the slowest, logarithmic, a line per"
                + " target: "
                + Names.question(question)
                + ". The table below sums it up."));
  }

  private static List<RowPlot.Group> groups(Map<Cell, List<RowPlot.Row>> byQuestion) {
    return byQuestion.entrySet().stream()
        .map(group -> new RowPlot.Group(Names.question(group.getKey()), group.getValue()))
        .toList();
  }

  /** All of them, or evenly spaced quantiles of too many. */
  static List<Double> strokes(List<Double> values) {
    if (values.size() <= MOST_STROKES) {
      return values;
    }
    List<Double> sorted = values.stream().sorted().toList();
    List<Double> some = new ArrayList<>();
    for (int i = 0; i < MOST_STROKES; i++) {
      some.add(sorted.get((int) ((long) i * (sorted.size() - 1) / (MOST_STROKES - 1))));
    }
    return some;
  }
}
