package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCost.Percentile;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.FileSize;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.stats.CopyUp;
import dev.layertax.reports.stats.ForkTrace;
import dev.layertax.reports.stats.RunTimeline;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Judged;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The charts of one run, as SVG that is right in light and dark on a page that holds {@link
 * #stylesheet()}.
 *
 * <p>A chart without data, and every chart on a machine where AWT cannot paint, is absent with a
 * reason; nothing is thrown for it.
 */
public final class Charts {

  private static final String FIRST_WRITE = "first-write";
  private static final Pattern LAYERS = Pattern.compile("[1-9]\\d{0,5}");
  private static final int FITTED_POINTS = 24;

  /** The one shown where engines stand side by side; the others are the same files or memory. */
  private static final List<Target> FIDELITY_TARGETS =
      List.of(Target.NAMED_VOLUME, Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME, Target.TMPFS);

  private final Results results;
  private final double margin;
  private final Canvas canvas;

  /**
   * The charts of a run.
   *
   * @param results what its numbers say
   * @param margin half width of the band of equivalence as a fraction, as in the plan
   */
  public Charts(Results results, double margin) {
    this(results, margin, new SvgPainter());
  }

  Charts(Results results, double margin, Painter painter) {
    this.results = results;
    this.margin = margin;
    this.canvas = new Canvas(painter);
  }

  /**
   * The charts of how the run went.
   *
   * @param forks of the run, by cell
   * @param timeline of the run
   */
  public RunCharts of(Map<Cell, List<ForkTrace>> forks, RunTimeline timeline) {
    return new RunCharts(results, margin, forks, timeline, canvas);
  }

  /** What a page must hold for the colours of its schemes: custom properties and their use. */
  public static String stylesheet() {
    return Ink.stylesheet();
  }

  /**
   * The forest plot: every target's advantage over its reference, with interval.
   *
   * @param floors that a policy sets under advantages, by cell
   */
  public Drawing advantages(String engine, Map<Cell, Double> floors) {
    return canvas.drawn(
        advantagesPlots(engine, floors), "No comparison of this run gave a ratio to draw.");
  }

  /** The map of every question and target: how much faster or slower, in steps. */
  public Drawing advantageMap(String engine) {
    return canvas.drawn(
        AdvantageMap.plots(results, engine), "No comparison of this run gave a ratio.");
  }

  /** One target's advantage on each engine side by side, with interval, for every question. */
  public Drawing fidelity() {
    return canvas.drawn(
        fidelityPlots(), "No advantage was measured on two engines in the same blocks.");
  }

  /** Absolute cost per operation of every cell, with interval. */
  public Drawing costs(String engine) {
    return canvas.drawn(costsPlots(engine), "No cell of this run gave a cost to draw.");
  }

  /**
   * Cost of the first write to a file of an image, against the file's size.
   *
   * @param fit the line through the layer's costs, where there is one
   */
  public Drawing copyUp(String engine, Optional<CopyUp> fit) {
    return canvas.drawn(
        copyUpPlots(engine, fit),
        "No first write to a file of known size was measured in this run.");
  }

  /**
   * Latency percentiles of one question, a line per target.
   *
   * @param question any cell that asks it; its target does not matter
   */
  public Drawing latencies(Cell question) {
    return canvas.drawn(latencyPlots(question), "No latencies were sampled for this question.");
  }

  List<Plot> advantagesPlots(String engine, Map<Cell, Double> floors) {
    Map<Cell, List<Comparison>> byQuestion =
        grouped(
            results.comparisons().stream().filter(c -> c.engine().equals(engine)).toList(),
            Comparison::cell);
    if (byQuestion.values().stream().flatMap(List::stream).noneMatch(c -> c.ratio() > 0)) {
      return List.of();
    }
    List<RowPlot.Group> groups = new ArrayList<>();
    byQuestion.forEach(
        (question, comparisons) ->
            groups.add(
                new RowPlot.Group(
                    Names.question(question),
                    comparisons.stream().map(one -> row(one, floors)).toList())));
    RowPlot.Axis axis =
        new RowPlot.Axis(
            "advantage: to the right of 1 the target is faster",
            Figures::number,
            1 / (1 + margin),
            1 + margin);
    return rowPlots(
        groups,
        axis,
        "Forest plot of advantages, logarithmic: each target's ratio with its interval, for "
            + Figures.count(groups.size(), "question")
            + ". The table beside it has every figure.");
  }

  List<Plot> fidelityPlots() {
    List<Fidelity> measured = results.fidelity().stream().filter(Fidelity::measured).toList();
    Optional<Target> shown =
        FIDELITY_TARGETS.stream()
            .filter(target -> measured.stream().anyMatch(one -> one.target() == target))
            .findFirst();
    Map<String, List<Fidelity>> byQuestion =
        measured.stream()
            .filter(one -> shown.equals(Optional.of(one.target())))
            .collect(
                Collectors.groupingBy(
                    one -> Names.question(one.cell()), LinkedHashMap::new, Collectors.toList()));
    if (byQuestion.isEmpty()) {
      return List.of();
    }
    List<RowPlot.Group> groups = new ArrayList<>();
    byQuestion.forEach((question, all) -> groups.add(new RowPlot.Group(question, engines(all))));
    String target = Names.target(shown.orElseThrow());
    RowPlot.Axis axis =
        new RowPlot.Axis(
            "advantage of " + target + " over the layer",
            Figures::number,
            1 / (1 + margin),
            1 + margin);
    return rowPlots(
        groups,
        axis,
        "Advantage of "
            + target
            + " on each engine with its interval, logarithmic, for "
            + Figures.count(groups.size(), "question")
            + ". The table beside it has every target.");
  }

  /** The engines held against, the most real first, then those only held against them. */
  private static List<RowPlot.Row> engines(List<Fidelity> all) {
    Map<String, RowPlot.Row> rows = new LinkedHashMap<>();
    for (Fidelity one : all) {
      String real = one.referenceEngine();
      rows.putIfAbsent(
          real,
          row(one.cell(), real, one.referenceAdvantage(), one.referenceLow(), one.referenceHigh()));
    }
    for (Fidelity one : all) {
      rows.putIfAbsent(
          one.engine(),
          row(one.cell(), one.engine(), one.advantage(), one.advantageLow(), one.advantageHigh()));
    }
    return List.copyOf(rows.values());
  }

  private static RowPlot.Row row(
      Cell cell, String engine, double advantage, double low, double high) {
    String figure = Figures.withInterval(advantage, low, high);
    return new RowPlot.Row(
        engine,
        advantage,
        low,
        high,
        Ink.of(engine),
        false,
        figure,
        figure,
        new Subject(Names.question(cell), cell.target().label(), engine));
  }

  List<Plot> costsPlots(String engine) {
    Map<Cell, List<CellCost>> byQuestion = grouped(measured(engine), CellCost::cell);
    if (byQuestion.isEmpty()) {
      return List.of();
    }
    List<RowPlot.Group> groups = new ArrayList<>();
    byQuestion.forEach(
        (question, costs) ->
            groups.add(
                new RowPlot.Group(
                    Names.question(question), costs.stream().map(Charts::row).toList())));
    return rowPlots(
        groups,
        new RowPlot.Axis("time per operation", Figures::duration, Double.NaN, Double.NaN),
        "Time per operation of each target with its interval, logarithmic, for "
            + Figures.count(groups.size(), "question")
            + ". The table beside it has every figure.");
  }

  List<Plot> copyUpPlots(String engine, Optional<CopyUp> fit) {
    Map<Target, List<LinePlot.Point>> byTarget = new TreeMap<>();
    SortedMap<Double, String> sizes = new TreeMap<>();
    for (CellCost cost : measured(engine)) {
      OptionalLong size = FileSize.of(cost.cell());
      if (cost.cell().workload().equals(FIRST_WRITE) && size.isPresent()) {
        double bytes = size.getAsLong();
        sizes.put(bytes, Figures.size(bytes));
        byTarget
            .computeIfAbsent(cost.cell().target(), target -> new ArrayList<>())
            .add(new LinePlot.Point(bytes, cost.secondsPerOp(), cost.low(), cost.high()));
      }
    }
    if (byTarget.isEmpty()) {
      return List.of();
    }
    LinePlot.Axes axes = new LinePlot.Axes(sizes, true, "size of the file", Figures::duration);
    String description =
        "Time of the first write to an image file against the file's size, both logarithmic, a"
            + " line per target. The table beside it has every figure.";
    List<LinePlot.Line> lines = new ArrayList<>(lines(byTarget));
    fit.ifPresent(line -> lines.add(0, fitted(line)));
    return List.of(
        LinePlot.of(lines, axes, Size.WIDE, description),
        LinePlot.of(lines, axes, Size.NARROW, description));
  }

  /** Evenly spaced on the logarithmic axis, where the line is above 0. */
  private static LinePlot.Line fitted(CopyUp fit) {
    List<LinePlot.Point> points = new ArrayList<>();
    for (int i = 0; i <= FITTED_POINTS; i++) {
      double bytes =
          fit.smallest() * Math.pow(fit.largest() / fit.smallest(), (double) i / FITTED_POINTS);
      double seconds = fit.fixedSeconds() + fit.secondsPerByte() * bytes;
      points.add(new LinePlot.Point(bytes, seconds, Double.NaN, Double.NaN));
    }
    return new LinePlot.Line("fitted line", Ink.AXIS, SeriesMarkers.NONE, points);
  }

  /**
   * Cost against the number of layers, of a workload that has it as a parameter.
   *
   * @param engine of the cells
   * @param workload whose parameter {@code layers} is a number
   */
  public Drawing layers(String engine, String workload) {
    return canvas.drawn(
        layersPlots(engine, workload),
        "This run measured fewer than two numbers of layers of " + workload + ".");
  }

  List<Plot> layersPlots(String engine, String workload) {
    Map<Target, List<LinePlot.Point>> byTarget = new TreeMap<>();
    SortedMap<Double, String> places = new TreeMap<>();
    for (CellCost cost : measured(engine)) {
      String layers = cost.cell().params().getOrDefault("layers", "");
      if (cost.cell().workload().equals(workload) && LAYERS.matcher(layers).matches()) {
        double x = Integer.parseInt(layers);
        places.put(x, layers);
        byTarget
            .computeIfAbsent(cost.cell().target(), target -> new ArrayList<>())
            .add(new LinePlot.Point(x, cost.secondsPerOp(), cost.low(), cost.high()));
      }
    }
    if (places.size() < 2) {
      return List.of();
    }
    LinePlot.Axes axes = new LinePlot.Axes(places, true, "layers of the image", Figures::duration);
    String description =
        "Time per operation against the number of layers, both logarithmic, a line per target: "
            + workload
            + ". The table beside it has every figure.";
    return List.of(
        LinePlot.of(lines(byTarget), axes, Size.WIDE, description),
        LinePlot.of(lines(byTarget), axes, Size.NARROW, description));
  }

  List<Plot> latencyPlots(Cell question) {
    List<CellCost> costs =
        measured(question.engine()).stream()
            .filter(cost -> cost.cell().on(question.target()).equals(question))
            .filter(cost -> cost.percentiles().stream().anyMatch(p -> Scale.canShow(p.seconds())))
            .toList();
    if (costs.isEmpty()) {
      return List.of();
    }
    SortedMap<Double, String> names = new TreeMap<>();
    costs.forEach(cost -> cost.percentiles().forEach(p -> names.put(p.percent(), p.name())));
    List<Double> order = List.copyOf(names.keySet());
    SortedMap<Double, String> places = new TreeMap<>();
    names.forEach((percent, name) -> places.put((double) order.indexOf(percent), name));
    Map<Target, List<LinePlot.Point>> byTarget = new TreeMap<>();
    for (CellCost cost : costs) {
      byTarget.put(
          cost.cell().target(),
          cost.percentiles().stream()
              .sorted(Comparator.comparingDouble(Percentile::percent))
              .map(
                  p ->
                      new LinePlot.Point(
                          order.indexOf(p.percent()), p.seconds(), p.low(), p.high()))
              .toList());
    }
    return List.of(
        LinePlot.of(
            lines(byTarget),
            new LinePlot.Axes(places, false, "latency percentile", Figures::duration),
            Size.SMALL,
            "Latency percentiles, logarithmic, a line per target: "
                + Names.question(question)
                + ". The table below has every figure."));
  }

  private List<CellCost> measured(String engine) {
    return results.costs().stream()
        .filter(cost -> cost.cell().engine().equals(engine))
        .filter(cost -> Scale.canShow(cost.secondsPerOp()))
        .toList();
  }

  private static <T> Map<Cell, List<T>> grouped(List<T> all, Function<T, Cell> cell) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                one -> cell.apply(one).on(Target.WRITABLE_LAYER),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<LinePlot.Line> lines(Map<Target, List<LinePlot.Point>> byTarget) {
    return byTarget.entrySet().stream()
        .map(
            line ->
                LinePlot.Line.of(
                    line.getKey(),
                    line.getValue().stream()
                        .sorted(Comparator.comparingDouble(LinePlot.Point::x))
                        .toList()))
        .toList();
  }

  static List<Plot> rowPlots(List<RowPlot.Group> groups, RowPlot.Axis axis, String description) {
    return List.of(
        RowPlot.of(groups, axis, Size.WIDE, description),
        RowPlot.of(groups, axis, Size.NARROW, description));
  }

  private static RowPlot.Row row(Comparison comparison, Map<Cell, Double> floors) {
    return new RowPlot.Row(
        comparison.target().label(),
        comparison.ratio(),
        comparison.low(),
        comparison.high(),
        Ink.of(comparison.target()),
        comparison.verdict() == Verdict.INCONCLUSIVE,
        Judged.withInterval(comparison),
        Figures.withInterval(comparison.ratio(), comparison.low(), comparison.high()),
        Subject.of(comparison.cell()),
        List.of(),
        floors.getOrDefault(comparison.cell(), Double.NaN));
  }

  private static RowPlot.Row row(CellCost cost) {
    String figure = Figures.duration(cost.secondsPerOp());
    return new RowPlot.Row(
        cost.cell().target().label(),
        cost.secondsPerOp(),
        cost.low(),
        cost.high(),
        Ink.of(cost.cell().target()),
        false,
        figure + " (" + Figures.durationInterval(cost.low(), cost.high()) + ")",
        figure,
        Subject.of(cost.cell()));
  }
}
