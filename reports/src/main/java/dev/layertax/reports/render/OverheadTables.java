package dev.layertax.reports.render;

import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.TargetOverhead;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The tables of what writing somewhere costs besides the writing. */
final class OverheadTables {
  private final Report report;
  private final QuestionGroups questions;

  OverheadTables(Report report, QuestionGroups questions) {
    this.report = report;
    this.questions = questions;
  }

  Table around() {
    return new Table(
        "Costs around the writing, medians over the visits",
        List.of(
            Column.text("Target"),
            Column.figures("Create and fill"),
            Column.figures("Start"),
            Column.figures("Stop"),
            Column.figures("Remove"),
            Column.figures("Visits")),
        byEngine(
            report.results().overheads(),
            TargetOverhead::engine,
            overhead ->
                Page.Cell.texts(
                    overhead.target().label(),
                    around(overhead, "create"),
                    around(overhead, "start"),
                    around(overhead, "stop"),
                    around(overhead, "remove"),
                    Integer.toString(overhead.visits()))));
  }

  /** A step's median in words, for every renderer. */
  static String around(TargetOverhead overhead, String step) {
    return Figures.duration(overhead.medianSeconds().getOrDefault(step, Double.NaN));
  }

  Table images() {
    return new Table(
        "Images, built once before the first block",
        List.of(Column.text("Dataset"), Column.figures("Size"), Column.figures("Build")),
        byEngine(
            report.run().environment().images(),
            ImageBuild::engine,
            image ->
                Page.Cell.texts(
                    image.dataset(),
                    Figures.size((double) image.sizeBytes()),
                    Figures.duration(image.seconds()))));
  }

  /** Rows under their engine, where the run has several. */
  private <T> List<Group> byEngine(
      List<T> all, Function<T, String> engine, Function<T, List<Page.Cell>> row) {
    Map<String, List<List<Page.Cell>>> rows = new LinkedHashMap<>();
    for (T one : all) {
      rows.computeIfAbsent(engine.apply(one), name -> new ArrayList<>()).add(row.apply(one));
    }
    return rows.entrySet().stream()
        .map(
            group -> new Group(rows.size() > 1 ? "Engine " + group.getKey() : "", group.getValue()))
        .toList();
  }

  Table steps(String engine) {
    SortedSet<String> steps = new TreeSet<>();
    costsOf(engine).forEach(cost -> steps.addAll(cost.overheadSeconds().keySet()));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    steps.forEach(step -> columns.add(Column.figures(step)));
    return new Table(
        "Every step of a visit, by question"
            + (questions.ofSeveralEngines() ? ", engine " + engine : ""),
        columns,
        steps.isEmpty()
            ? List.of()
            : questions.rows(
                costsOf(engine),
                CellCost::cell,
                cost -> row(cost.cell().target(), steps, cost.overheadSeconds(), this::time)));
  }

  private static List<Page.Cell> row(
      Target target,
      SortedSet<String> names,
      SortedMap<String, Double> values,
      Function<Double, String> words) {
    List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(target.label()));
    names.forEach(name -> row.add(Page.Cell.of(words.apply(values.get(name)))));
    return row;
  }

  private String time(Double seconds) {
    return seconds == null ? "none" : Figures.duration(seconds);
  }

  private List<CellCost> costsOf(String engine) {
    return report.results().costs().stream().filter(c -> c.cell().engine().equals(engine)).toList();
  }
}
