package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.EngineCost;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.FidelitySummary;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The page's tables of engines side by side; rows are grouped by question. */
final class LikenessTables {

  /** A question or a target of it on whatever engine. */
  private static final String ANY_ENGINE = "any";

  private final Likeness likeness;

  LikenessTables(Likeness likeness) {
    this.likeness = likeness;
  }

  /** Every advantage on each engine, the one held against first, then the ratios to it. */
  Table advantages() {
    Set<String> engines = new LinkedHashSet<>();
    likeness.summaries().forEach(pair -> engines.add(pair.referenceEngine()));
    likeness.summaries().forEach(pair -> engines.add(pair.engine()));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    engines.forEach(engine -> columns.add(Column.figures("Advantage, " + engine)));
    for (FidelitySummary pair : likeness.summaries()) {
      columns.add(Column.figures(pair.engine() + " / " + pair.referenceEngine()));
      columns.add(Column.text("Answer"));
    }
    columns.add(Column.figures("Blocks"));
    return new Table(
        "Every advantage on each engine",
        columns,
        grouped(
            likeness.fidelity(), Fidelity::cell, (cell, entries) -> row(cell, entries, engines)));
  }

  private List<Page.Cell> row(Cell cell, List<Fidelity> entries, Set<String> engines) {
    List<Page.Cell> row = new ArrayList<>(List.of(Page.Cell.of(cell.target().label())));
    for (String engine : engines) {
      row.add(Page.Cell.of(advantage(engine, entries)));
    }
    for (FidelitySummary pair : likeness.summaries()) {
      Optional<Fidelity> entry =
          entries.stream()
              .filter(one -> one.engine().equals(pair.engine()))
              .filter(one -> one.referenceEngine().equals(pair.referenceEngine()))
              .findFirst();
      row.addAll(entry.map(LikenessTables::ratio).orElse(List.of(none(), none())));
    }
    int fewest = entries.stream().mapToInt(Fidelity::blocks).min().orElse(0);
    row.add(Page.Cell.of(Integer.toString(fewest)));
    return row;
  }

  private static String advantage(String engine, List<Fidelity> entries) {
    for (Fidelity one : entries) {
      if (one.engine().equals(engine)) {
        return Figures.withInterval(one.advantage(), one.advantageLow(), one.advantageHigh());
      }
      if (one.referenceEngine().equals(engine)) {
        return Figures.withInterval(
            one.referenceAdvantage(), one.referenceLow(), one.referenceHigh());
      }
    }
    return Figures.NOT_MEASURED;
  }

  private static List<Page.Cell> ratio(Fidelity one) {
    String chip =
        switch (one.verdict()) {
          case AGREES -> "same";
          case DIFFERS -> "bad";
          case INCONCLUSIVE -> "undecided";
        };
    return List.of(
        Page.Cell.of(Figures.withInterval(one.ratio(), one.low(), one.high())),
        new Page.Cell(Likeness.words(one), chip));
  }

  /** What an operation costs on each engine; empty for figures on record. */
  Table costs(List<EngineCost> costs) {
    return new Table(
        "Cost of one operation on each engine",
        List.of(
            Column.text("Target"),
            Column.text("Engines"),
            Column.figures("Cost"),
            Column.figures("Cost on the reference"),
            Column.figures("Ratio"),
            Column.figures("Interval of the ratio"),
            Column.figures("Blocks")),
        groupedSingly(
            costs,
            EngineCost::cell,
            one ->
                List.of(
                    Page.Cell.of(one.cell().target().label()),
                    Page.Cell.of(one.cell().engine() + " / " + one.referenceEngine()),
                    Page.Cell.of(Figures.duration(one.costPerOpSeconds())),
                    Page.Cell.of(Figures.duration(one.referenceCostPerOpSeconds())),
                    Page.Cell.of(Figures.number(one.ratio())),
                    Page.Cell.of(Figures.interval(one.low(), one.high())),
                    Page.Cell.of(Integer.toString(one.blocks())))));
  }

  /** What the figures do not show. */
  Table notModelled() {
    List<List<Page.Cell>> rows =
        likeness.notModelled().stream()
            .map(
                one ->
                    List.of(
                        Page.Cell.of(one.what()),
                        Page.Cell.of(one.why()),
                        Page.Cell.of(one.size()),
                        Page.Cell.of(one.how())))
            .toList();
    return new Table(
        "What the simulation does not model",
        List.of(
            Column.text("What"),
            Column.text("Why"),
            Column.text("Measured size"),
            Column.text("How it was measured")),
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  private static Page.Cell none() {
    return Page.Cell.of("");
  }

  /** One row for all entries of a question's target, whatever their engines. */
  private static <T> List<Group> grouped(
      List<T> all, Function<T, Cell> cell, BiFunction<Cell, List<T>, List<Page.Cell>> row) {
    Map<Cell, List<T>> byTarget = new LinkedHashMap<>();
    for (T one : all) {
      byTarget.computeIfAbsent(anyEngine(cell.apply(one)), any -> new ArrayList<>()).add(one);
    }
    List<Map.Entry<Cell, List<T>>> targets = List.copyOf(byTarget.entrySet());
    return groupedSingly(
        targets, Map.Entry::getKey, entry -> row.apply(entry.getKey(), entry.getValue()));
  }

  private static <T> List<Group> groupedSingly(
      List<T> all, Function<T, Cell> cell, Function<T, List<Page.Cell>> row) {
    Map<Cell, List<List<Page.Cell>>> byQuestion = new LinkedHashMap<>();
    for (T one : all) {
      Cell question = anyEngine(cell.apply(one)).on(Target.WRITABLE_LAYER);
      byQuestion.computeIfAbsent(question, any -> new ArrayList<>()).add(row.apply(one));
    }
    return byQuestion.entrySet().stream()
        .map(group -> new Group(Names.question(group.getKey()), group.getValue()))
        .toList();
  }

  private static Cell anyEngine(Cell cell) {
    return new Cell(ANY_ENGINE, cell.workload(), cell.params(), cell.target());
  }
}
