package dev.layertax.reports.render;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Experiments;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page's tables of guarantees: the outcomes at a glance, then each with its evidence. */
final class GuaranteeTables {

  private final GuaranteeGrid grid;

  GuaranteeTables(GuaranteeGrid grid) {
    this.grid = grid;
  }

  /** A word for each experiment on each target. */
  Table outcomes() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("What becomes of the data")));
    grid.targets().forEach(target -> columns.add(Column.text(target.label())));
    return new Table(
        "What each place guarantees",
        columns,
        grid.engines().stream()
            .map(engine -> new Group("Engine " + engine, rows(engine)))
            .toList());
  }

  private List<List<Page.Cell>> rows(String engine) {
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (String experiment : grid.experiments(engine)) {
      List<Page.Cell> row = new ArrayList<>(List.of(Page.Cell.of(Experiments.title(experiment))));
      for (Target target : grid.targets()) {
        Optional<Guarantee> finding = grid.at(engine, target, experiment);
        row.add(
            new Page.Cell(
                GuaranteeGrid.word(finding),
                finding.map(found -> chip(found.outcome())).orElse("")));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Every finding with the figures behind it, a group for each target. */
  Table evidence() {
    return new Table(
        "The evidence for each outcome",
        List.of(
            Column.text("What becomes of the data"),
            Column.text("Outcome"),
            Column.text("Evidence"),
            Column.text("Docker's documentation")),
        grid.engines().stream()
            .flatMap(engine -> grid.targets().stream().map(target -> group(engine, target)))
            .filter(group -> !group.rows().isEmpty())
            .toList());
  }

  private Group group(String engine, Target target) {
    return new Group(
        "Engine %s, %s".formatted(engine, target.label()),
        grid.of(engine).stream()
            .filter(finding -> finding.target() == target)
            .map(GuaranteeTables::row)
            .toList());
  }

  private static List<Page.Cell> row(Guarantee finding) {
    return List.of(
        Page.Cell.of(Experiments.title(finding.experiment())),
        new Page.Cell(GuaranteeGrid.word(Optional.of(finding)), chip(finding.outcome())),
        Page.Cell.of(finding.evidence()),
        Page.Cell.of(Experiments.documentation(finding)));
  }

  private static String chip(Guarantee.Outcome outcome) {
    return switch (outcome) {
      case KEPT -> "good";
      case LOST, FAILED -> "bad";
      case ORPHANED -> "undecided";
      case IMPOSSIBLE, NOT_TRIED -> "same";
    };
  }

  /** How fast each backup was. */
  static Page.Table throughputs(Guarantees guarantees) {
    List<List<Page.Cell>> rows =
        guarantees.findings().stream()
            .filter(one -> one.throughput() != null)
            .map(
                one ->
                    Page.Cell.texts(
                        one.target().label(),
                        one.engine(),
                        one.experiment(),
                        Figures.throughput(one.throughput().outBytesPerSecond()),
                        Figures.throughput(one.throughput().inBytesPerSecond())))
            .toList();
    return new Page.Table(
        "How fast each backup was",
        List.of(
            Page.Column.text("Target"),
            Page.Column.text("Engine"),
            Page.Column.text("Experiment"),
            Page.Column.figures("Out"),
            Page.Column.figures("In again")),
        rows.isEmpty() ? List.of() : List.of(new Page.Group("", rows)));
  }
}
