package dev.layertax.reports.render;

import dev.layertax.reports.chart.HistoryCharts;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Figure;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.stats.History;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several runs as one HTML page: how each advantage and cost went, and what the machines were. */
public final class HistoryPage {

  /** By which a file is known to be such a page; nothing else is written over. */
  public static final String MARK = "<meta name=\"generator\" content=\"Layertax history\" />";

  private static final String ABSENT = "not told";

  private final History history;
  private final HistoryCharts charts;
  private final boolean severalEngines;

  private HistoryPage(History history) {
    this.history = history;
    this.charts = new HistoryCharts(history);
    this.severalEngines =
        history.costs().keySet().stream().map(Cell::engine).distinct().count() > 1;
  }

  /** The page; the same runs give the same bytes. */
  public static String render(History history) {
    return new HistoryPage(history).page();
  }

  /** A line for each run, and one for each fact of their environments that is not the same. */
  public static String console(History history) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < history.runs().size(); i++) {
      History.Entry run = history.runs().get(i);
      out.append("%d  %s  %s%n".formatted(i + 1, run.createdAt(), PlainText.oneLine(run.runId())));
      state(run).forEach(line -> out.append("   ! ").append(PlainText.oneLine(line)).append('\n'));
    }
    history
        .facts()
        .forEach(
            (name, values) ->
                out.append(
                    PlainText.oneLine(name + ": " + String.join(" | ", told(values))) + "\n"));
    return out.toString().replace("\r\n", "\n").stripTrailing();
  }

  private String page() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("mark", MARK);
    page.put("summary", summary());
    page.put("runs", runs());
    page.put("chartFiles", false);
    page.put("facts", facts());
    page.put("advantages", figures(history.advantages(), true));
    page.put("costs", figures(history.costs(), false));
    return HtmlTemplate.fill("history.ftlh", page);
  }

  private String summary() {
    return Figures.count(history.runs().size(), "run")
        + ", from "
        + history.runs().get(0).createdAt()
        + " to "
        + history.runs().get(history.runs().size() - 1).createdAt()
        + ".";
  }

  private Table runs() {
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (int i = 0; i < history.runs().size(); i++) {
      History.Entry run = history.runs().get(i);
      List<String> state = state(run);
      rows.add(
          List.of(
              Page.Cell.of(Integer.toString(i + 1)),
              Page.Cell.of(run.runId()),
              Page.Cell.of(run.createdAt()),
              Page.Cell.of(run.profile()),
              Page.Cell.of(run.results().blocks() + " of " + run.results().plannedBlocks()),
              Page.Cell.of(state.isEmpty() ? "nothing" : String.join("; ", state))));
    }
    return new Table(
        "The runs, the oldest first",
        List.of(
            Column.text("Run"),
            Column.text("Name"),
            Column.text("Started"),
            Column.text("Profile"),
            Column.figures("Blocks"),
            Column.text("To be known")),
        List.of(new Group("", rows)));
  }

  /** Why a run is not like the others. */
  private static List<String> state(History.Entry run) {
    List<String> state = new ArrayList<>();
    if (run.results().blocks() < run.results().plannedBlocks()) {
      state.add(
          "ended after "
              + run.results().blocks()
              + " of "
              + Figures.count(run.results().plannedBlocks(), "planned block"));
    }
    if (!run.results().failures().isEmpty()) {
      state.add(Figures.count(run.results().failures().size(), "visit") + " failed");
    }
    if (!run.results().invalid().isEmpty()) {
      state.add(Figures.count(run.results().invalid().size(), "target") + " invalid");
    }
    if (!run.foreign().isEmpty()) {
      state.add("another machine than the newest run's: " + String.join(", ", run.foreign()));
    }
    return state;
  }

  private Table facts() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Fact")));
    for (int i = 1; i <= history.runs().size(); i++) {
      columns.add(Column.text("Run " + i));
    }
    List<List<Page.Cell>> rows = new ArrayList<>();
    history
        .facts()
        .forEach(
            (name, values) -> {
              List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(name));
              told(values).forEach(value -> row.add(Page.Cell.of(value)));
              rows.add(row);
            });
    return new Table(
        "What is not the same everywhere",
        columns,
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  private static List<String> told(List<String> values) {
    return values.stream().map(value -> value == null ? ABSENT : value).toList();
  }

  private List<Figure> figures(Map<Cell, List<History.Point>> series, boolean advantages) {
    Map<Cell, Map<Cell, List<History.Point>>> byQuestion = new LinkedHashMap<>();
    series.forEach(
        (cell, points) ->
            byQuestion
                .computeIfAbsent(cell.on(Target.WRITABLE_LAYER), q -> new LinkedHashMap<>())
                .put(cell, points));
    return byQuestion.entrySet().stream()
        .map(
            question ->
                Figure.of(
                        Names.question(question.getKey())
                            + (severalEngines ? " (" + question.getKey().engine() + ")" : ""),
                        advantages
                            ? charts.advantages(question.getKey())
                            : charts.costs(question.getKey()),
                        table(question.getValue(), advantages))
                    .about(Subject.ofQuestion(question.getKey())))
        .toList();
  }

  private static Table table(Map<Cell, List<History.Point>> series, boolean advantages) {
    Set<Integer> runs =
        series.values().stream()
            .flatMap(List::stream)
            .map(History.Point::run)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    runs.forEach(run -> columns.add(Column.figures("Run " + (run + 1))));
    List<List<Page.Cell>> rows = new ArrayList<>();
    series.forEach(
        (cell, points) -> {
          List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(cell.target().label()));
          for (int run : runs) {
            row.add(
                Page.Cell.of(
                    points.stream()
                        .filter(point -> point.run() == run)
                        .findFirst()
                        .map(point -> words(point, advantages))
                        .orElse(Figures.NOT_MEASURED)));
          }
          rows.add(Page.Cell.about(Subject.of(cell), row));
        });
    return new Table(
        advantages ? "Advantage from run to run" : "Time per operation from run to run",
        columns,
        List.of(new Group("", rows)));
  }

  private static String words(History.Point point, boolean advantages) {
    return advantages
        ? Figures.withInterval(point.value(), point.low(), point.high())
        : Figures.duration(point.value())
            + " ("
            + Figures.durationInterval(point.low(), point.high())
            + ")";
  }
}
