package dev.layertax.reports.render;

import dev.layertax.reports.chart.Charts;
import dev.layertax.reports.chart.RunCharts;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Figure;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.stats.ForkTrace;
import dev.layertax.reports.stats.RunTimeline;
import dev.layertax.reports.stats.RunningAdvantage;
import dev.layertax.reports.stats.Spread;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the run went, block by block and fork by fork: charts with their tables. */
final class RunFigures {

  /** Blocks of the timeline's table; in longer runs the rest is in the raw data. */
  private static final int MOST_ROWS = 200;

  /** Blocks of a fork list that are named one by one. */
  private static final int MOST_NAMED = 12;

  private final Results results;
  private final QuestionGroups questions;
  private final Map<Cell, List<ForkTrace>> forks;
  private final RunTimeline timeline;
  private final RunCharts charts;

  RunFigures(Run run, Results results, QuestionGroups questions, Charts charts) {
    this.results = results;
    this.questions = questions;
    forks = ForkTrace.of(run);
    timeline = RunTimeline.of(run, forks);
    this.charts = charts.of(forks, timeline);
  }

  Figure timeline() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Block")));
    timeline.sentinels().keySet().forEach(one -> columns.add(Column.figures(Names.question(one))));
    columns.add(Column.figures("All cells"));
    columns.add(Column.text("What happened"));
    SortedSet<Integer> blocks = new TreeSet<>(timeline.cells().keySet());
    timeline.sentinels().values().forEach(costs -> blocks.addAll(costs.keySet()));
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (int block : blocks.stream().limit(MOST_ROWS).toList()) {
      List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(Integer.toString(block + 1)));
      timeline.sentinels().values().forEach(costs -> row.add(relative(costs, block)));
      row.add(relative(timeline.cells(), block));
      row.add(Page.Cell.of(happened(block)));
      rows.add(row);
    }
    String caption =
        "Cost relative to the run's median, by block"
            + (blocks.size() > MOST_ROWS ? ", the first " + MOST_ROWS : "");
    return Figure.of("", charts.timeline(), table(caption, columns, rows));
  }

  private static Page.Cell relative(NavigableMap<Integer, Double> costs, int block) {
    Double cost = costs.get(block);
    return Page.Cell.of(cost == null ? Figures.NOT_MEASURED : Figures.number(cost));
  }

  private String happened(int block) {
    List<String> events = new ArrayList<>();
    results.setAside().stream()
        .filter(one -> one.block() == block)
        .forEach(one -> events.add("set aside: " + one.reason()));
    long failed = results.failures().stream().filter(one -> one.block() == block).count();
    if (failed > 0) {
      events.add(Figures.count((int) failed, "visit") + " failed");
    }
    return events.isEmpty() ? "nothing" : String.join("; ", events);
  }

  Figure blocks(String engine, String heading) {
    Table table =
        new Table(
            "Ratios of the blocks",
            List.of(
                Column.text("Target"),
                Column.figures("Blocks"),
                Column.figures("Least"),
                Column.figures("Lower quartile"),
                Column.figures("Median"),
                Column.figures("Upper quartile"),
                Column.figures("Most")),
            questions.rows(
                results.comparisons().stream()
                    .filter(c -> c.engine().equals(engine) && !c.blockRatios().isEmpty())
                    .toList(),
                Comparison::cell,
                c -> row(c.target(), Spread.of(c.blockRatios()), false)));
    return Figure.of(heading, charts.blocks(engine), table).about(Subject.ofEngine(engine));
  }

  Figure forks(String engine, String heading) {
    Table table =
        new Table(
            "Time per operation of the forks",
            List.of(
                Column.text("Target"),
                Column.figures("Forks"),
                Column.figures("Fastest"),
                Column.figures("Lower quartile"),
                Column.figures("Median"),
                Column.figures("Upper quartile"),
                Column.figures("Slowest")),
            questions.rows(
                reporting(engine),
                cell -> cell,
                cell ->
                    row(
                        cell.target(),
                        Spread.of(forks.get(cell).stream().map(ForkTrace::cost).toList()),
                        true)));
    return Figure.of(heading, charts.forks(engine), table).about(Subject.ofEngine(engine));
  }

  private List<Cell> reporting(String engine) {
    return results.costs().stream()
        .map(CellCost::cell)
        .filter(cell -> cell.engine().equals(engine) && forks.containsKey(cell))
        .toList();
  }

  private static List<Page.Cell> row(Target target, Spread spread, boolean seconds) {
    List<Page.Cell> row =
        new ArrayList<>(Page.Cell.texts(target.label(), Integer.toString(spread.n())));
    for (double value :
        new double[] {
          spread.least(),
          spread.lowerQuartile(),
          spread.median(),
          spread.upperQuartile(),
          spread.most()
        }) {
      row.add(Page.Cell.of(seconds ? Figures.duration(value) : Figures.number(value)));
    }
    return row;
  }

  /** A figure for every question that at least two blocks compare. */
  List<Figure> asBlocksCame() {
    return results.comparisons().stream()
        .filter(one -> one.blockRatios().size() > 1)
        .collect(
            Collectors.groupingBy(
                one -> one.cell().on(Target.WRITABLE_LAYER),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .parallelStream()
        .map(
            question ->
                Figure.of(
                        questions.heading(question.getKey()),
                        charts.asBlocksCame(question.getKey()),
                        asBlocksCame(question.getValue()))
                    .about(Subject.ofQuestion(question.getKey())))
        .toList();
  }

  private static Table asBlocksCame(List<Comparison> comparisons) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (Comparison one : comparisons) {
      for (RunningAdvantage step : RunningAdvantage.of(one)) {
        rows.add(
            Page.Cell.about(
                Subject.of(one.cell()),
                Page.Cell.texts(
                    one.target().label(),
                    Integer.toString(step.blocks()),
                    Figures.number(step.ratio()),
                    Figures.interval(step.low(), step.high()))));
      }
    }
    return table(
        "Advantage as the blocks came in",
        List.of(
            Column.text("Target"),
            Column.figures("Blocks"),
            Column.figures("Advantage"),
            Column.figures("Interval")),
        rows);
  }

  /** A figure for every question with a fork. */
  List<Figure> warmUps() {
    return results.costs().stream()
        .map(CellCost::cell)
        .filter(forks::containsKey)
        .collect(
            Collectors.groupingBy(
                cell -> cell.on(Target.WRITABLE_LAYER), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .parallelStream()
        .map(
            question ->
                Figure.of(
                        questions.heading(question.getKey()),
                        charts.warmUp(question.getKey()),
                        warmUp(question.getValue()))
                    .about(Subject.ofQuestion(question.getKey())))
        .toList();
  }

  private Table warmUp(List<Cell> cells) {
    return table(
        "Warm-up against what was measured",
        List.of(
            Column.text("Target"),
            Column.figures("Forks"),
            Column.figures("First of the warm-up"),
            Column.figures("Last of the warm-up"),
            Column.figures("Measured"),
            Column.text("Unsteady in block")),
        cells.stream().map(cell -> Page.Cell.about(Subject.of(cell), warmUp(cell))).toList());
  }

  private List<Page.Cell> warmUp(Cell cell) {
    List<ForkTrace> all = forks.get(cell);
    List<Integer> unsteady =
        all.stream().filter(ForkTrace::unsteady).map(fork -> fork.block() + 1).toList();
    List<ForkTrace> warmed = all.stream().filter(fork -> !fork.warmup().isEmpty()).toList();
    return Page.Cell.texts(
        cell.target().label(),
        Integer.toString(all.size()),
        median(warmed.stream().map(fork -> fork.warmup().get(0)).toList()),
        median(warmed.stream().map(fork -> fork.warmup().get(fork.warmup().size() - 1)).toList()),
        median(all.stream().map(ForkTrace::cost).toList()),
        unsteady.isEmpty()
            ? "none"
            : unsteady.stream()
                    .limit(MOST_NAMED)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))
                + (unsteady.size() > MOST_NAMED
                    ? " and " + (unsteady.size() - MOST_NAMED) + " more"
                    : ""));
  }

  private static String median(List<Double> seconds) {
    return seconds.isEmpty() ? "none" : Figures.duration(Spread.of(seconds).median());
  }

  private static Table table(String caption, List<Column> columns, List<List<Page.Cell>> rows) {
    return new Table(caption, columns, rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }
}
