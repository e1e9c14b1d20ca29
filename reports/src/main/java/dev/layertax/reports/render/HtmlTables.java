package dev.layertax.reports.render;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of what was measured, and of what a policy says of it. */
final class HtmlTables {
  private final Report report;
  private final Results results;
  private final Sentences sentences;
  private final QuestionGroups questions;
  private final Set<String> links = new HashSet<>();

  HtmlTables(Report report, Sentences sentences, QuestionGroups questions) {
    this.report = report;
    this.results = report.results();
    this.sentences = sentences;
    this.questions = questions;
  }

  Table advantages(String engine) {
    return new Table(
        "Advantage of every target over its reference",
        List.of(
            Column.text("Target"),
            Column.text("Verdict"),
            Column.text("Advantage"),
            Column.figures("Interval of the ratio"),
            Column.figures("Cost on the target"),
            Column.figures("Cost on the reference"),
            Column.figures("Blocks")),
        questions.rows(
            results.comparisons().stream().filter(c -> c.engine().equals(engine)).toList(),
            Comparison::cell,
            c ->
                List.of(
                    new Page.Cell(c.target().label(), "", Subject.of(c.cell())).linked(links),
                    verdict(c),
                    Page.Cell.of(Figures.advantage(c.ratio(), c.low(), c.high())),
                    Page.Cell.of(Figures.interval(c.low(), c.high())),
                    Page.Cell.of(Figures.duration(c.costPerOpSeconds())),
                    Page.Cell.of(Figures.duration(c.referenceCostPerOpSeconds())),
                    Page.Cell.of(Integer.toString(c.blocks())))));
  }

  Table costs(String engine) {
    return new Table(
        "Time of one operation",
        List.of(
            Column.text("Target"),
            Column.figures("Time per operation"),
            Column.figures("Interval"),
            Column.figures("Operations"),
            Column.figures("Blocks"),
            Column.figures("Failed visits"),
            Column.figures("Unsteady forks")),
        questions.rows(
            costsOf(engine),
            CellCost::cell,
            c ->
                Page.Cell.texts(
                    c.cell().target().label(),
                    Figures.duration(c.secondsPerOp()),
                    Figures.durationInterval(c.low(), c.high()),
                    Figures.rate(c.secondsPerOp()),
                    Integer.toString(c.blocks()),
                    Integer.toString(c.failures()),
                    Integer.toString(c.unsteadyForks()))));
  }

  Table copyUp(String engine) {
    return costs(engine, "first-write", "Time of the first write to a file of an image");
  }

  Table layers(String engine, String workload) {
    return costs(engine, workload, "Time per operation by number of layers");
  }

  private Table costs(String engine, String workload, String caption) {
    return new Table(
        caption,
        List.of(
            Column.text("Target"),
            Column.figures("Time per operation"),
            Column.figures("Interval"),
            Column.figures("Blocks")),
        questions.rows(
            costsOf(engine).stream().filter(c -> c.cell().workload().equals(workload)).toList(),
            CellCost::cell,
            c ->
                Page.Cell.texts(
                    c.cell().target().label(),
                    Figures.duration(c.secondsPerOp()),
                    Figures.durationInterval(c.low(), c.high()),
                    Integer.toString(c.blocks()))));
  }

  Table latencies(Cell question) {
    SortedMap<Double, String> names = new TreeMap<>();
    List<CellCost> costs =
        results.costs().stream()
            .filter(cost -> cost.cell().on(question.target()).equals(question))
            .filter(cost -> !cost.percentiles().isEmpty())
            .toList();
    costs.forEach(cost -> cost.percentiles().forEach(p -> names.put(p.percent(), p.name())));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    names.values().forEach(name -> columns.add(Column.figures(name)));
    List<List<Page.Cell>> rows = new ArrayList<>();
    for (CellCost cost : costs) {
      List<Page.Cell> row =
          new ArrayList<>(
              List.of(new Page.Cell(cost.cell().target().label(), "", Subject.of(cost.cell()))));
      for (double percent : names.keySet()) {
        row.add(
            Page.Cell.of(
                cost.percentiles().stream()
                    .filter(p -> p.percent() == percent)
                    .findFirst()
                    .map(HtmlTables::latency)
                    .orElse(Figures.NOT_MEASURED)));
      }
      rows.add(row);
    }
    return new Table(
        "Latency percentiles", columns, rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  Table counters() {
    SortedSet<String> names = new TreeSet<>();
    results.counters().forEach(cell -> names.addAll(cell.counts().keySet()));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    names.forEach(name -> columns.add(Column.figures(Names.counter(name))));
    return new Table(
        "Exact counts of one operation",
        columns,
        names.isEmpty()
            ? List.of()
            : questions.rows(
                results.counters(), CellCounters::cell, cell -> countersRow(cell, names)));
  }

  Table findings() {
    return new Table(
        "Rules of the policy",
        List.of(
            Column.text("Target"),
            Column.text("Finding"),
            Column.text("Rule"),
            Column.figures("Line"),
            Column.text("Why")),
        questions.rows(
            report.gate().map(GateOutcome::findings).orElse(List.of()),
            Finding::cell,
            f ->
                List.of(
                    Page.Cell.of(f.cell().target().label()),
                    new Page.Cell(Concerns.words(f.verdict()), chip(f.verdict())),
                    Page.Cell.of(f.rule()),
                    Page.Cell.of(Integer.toString(f.line())),
                    Page.Cell.of(f.explanation()))));
  }

  private List<CellCost> costsOf(String engine) {
    return results.costs().stream().filter(c -> c.cell().engine().equals(engine)).toList();
  }

  private static List<Page.Cell> countersRow(CellCounters cell, SortedSet<String> names) {
    List<Page.Cell> row = new ArrayList<>(Page.Cell.texts(cell.cell().target().label()));
    for (String name : names) {
      Double count = cell.counts().get(name);
      String text =
          count == null
              ? Figures.NOT_MEASURED
              : Names.countsBytes(name) && count >= 1024
                  ? Figures.exact(count) + " (" + Figures.size(count) + ")"
                  : Figures.exact(count);
      row.add(
          cell.unequal().contains(name)
              ? new Page.Cell(text + ", not the same in every fork", "undecided")
              : Page.Cell.of(text));
    }
    return row;
  }

  private static String latency(CellCost.Percentile percentile) {
    String latency = Figures.duration(percentile.seconds());
    return Double.isNaN(percentile.low())
        ? latency
        : latency + " (" + Figures.durationInterval(percentile.low(), percentile.high()) + ")";
  }

  private Page.Cell verdict(Comparison comparison) {
    if (results.invalid(comparison.cell()).isPresent()) {
      return new Page.Cell(sentences.word(comparison), "bad");
    }
    String chip =
        switch (comparison.verdict()) {
          case FASTER -> "good";
          case SLOWER -> "bad";
          case EQUIVALENT -> "same";
          case INCONCLUSIVE -> "undecided";
        };
    return new Page.Cell(sentences.word(comparison), chip);
  }

  private static String chip(Finding.Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED, EXACT, PASS, IMPROVED -> "good";
      case LOST, CHANGED, REGRESSION, INVALID -> "bad";
      case ACCEPTED, INCONCLUSIVE -> "undecided";
    };
  }
}
