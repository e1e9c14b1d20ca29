package dev.layertax.reports.render;

import dev.layertax.reports.chart.Charts;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Judged;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every question and target at one look: the map and its table. */
final class AdvantageMatrix {
  private final Results results;
  private final Charts charts;

  AdvantageMatrix(Results results, Charts charts) {
    this.results = results;
    this.charts = charts;
  }

  /**
   * An engine's map.
   *
   * @param heading empty where the run has one engine
   */
  Page.Figure figure(String heading, String engine) {
    return Page.Figure.of(heading, charts.advantageMap(engine), table(engine))
        .about(Subject.ofEngine(engine));
  }

  private Table table(String engine) {
    Map<Cell, Map<Target, Comparison>> byQuestion = new LinkedHashMap<>();
    SortedSet<Target> targets = new TreeSet<>();
    for (Comparison one : results.comparisons()) {
      if (one.engine().equals(engine)) {
        Cell question = one.cell().on(Target.WRITABLE_LAYER);
        byQuestion.computeIfAbsent(question, q -> new EnumMap<>(Target.class));
        byQuestion.get(question).put(one.target(), one);
        targets.add(one.target());
      }
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("Question")));
    targets.forEach(target -> columns.add(Column.text(target.label())));
    List<List<Page.Cell>> rows = new ArrayList<>();
    byQuestion.forEach(
        (question, found) -> {
          List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(Names.question(question)));
          targets.forEach(target -> row.add(cell(found.get(target))));
          rows.add(Page.Cell.about(Subject.ofQuestion(question), row));
        });
    return new Table(
        "Advantage of every target for every question",
        columns,
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  private static Page.Cell cell(Comparison comparison) {
    if (comparison == null) {
      return Page.Cell.of(Judged.NOT_IN_THE_RUN);
    }
    String words = Judged.brief(comparison);
    if (comparison.verdict() != Verdict.INCONCLUSIVE || Double.isNaN(comparison.ratio())) {
      return Page.Cell.of(words);
    }
    return Page.Cell.of(words + " (" + Figures.interval(comparison.low(), comparison.high()) + ")");
  }
}
