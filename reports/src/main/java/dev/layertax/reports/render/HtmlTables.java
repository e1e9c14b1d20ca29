package dev.layertax.reports.render;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.TargetOverhead;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The tables of the page; rows are grouped by question, in the order of the results. */
final class HtmlTables {
  private final Report report;
  private final Results results;
  private final Sentences sentences;
  private final boolean severalEngines;

  HtmlTables(Report report, Sentences sentences, boolean severalEngines) {
    this.report = report;
    this.results = report.results();
    this.sentences = sentences;
    this.severalEngines = severalEngines;
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
        grouped(
            results.comparisons().stream().filter(c -> c.engine().equals(engine)).toList(),
            Comparison::cell,
            c ->
                List.of(
                    Page.Cell.of(c.target().label()),
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
        grouped(
            costsOf(engine),
            CellCost::cell,
            c ->
                texts(
                    c.cell().target().label(),
                    Figures.duration(c.secondsPerOp()),
                    Figures.durationInterval(c.low(), c.high()),
                    Figures.rate(c.secondsPerOp()),
                    Integer.toString(c.blocks()),
                    Integer.toString(c.failures()),
                    Integer.toString(c.unsteadyForks()))));
  }

  Table copyUp(String engine) {
    return new Table(
        "Time of the first write to a file of an image",
        List.of(
            Column.text("Target"),
            Column.figures("Time per operation"),
            Column.figures("Interval"),
            Column.figures("Blocks")),
        grouped(
            costsOf(engine).stream()
                .filter(c -> c.cell().workload().equals("first-write"))
                .toList(),
            CellCost::cell,
            c ->
                texts(
                    c.cell().target().label(),
                    Figures.duration(c.secondsPerOp()),
                    Figures.durationInterval(c.low(), c.high()),
                    Integer.toString(c.blocks()))));
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
            results.overheads(),
            TargetOverhead::engine,
            overhead ->
                texts(
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
                texts(
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

  Table overheads(String engine) {
    SortedSet<String> steps = new TreeSet<>();
    costsOf(engine).forEach(cost -> steps.addAll(cost.overheadSeconds().keySet()));
    List<Column> columns = new ArrayList<>(List.of(Column.text("Target")));
    steps.forEach(step -> columns.add(Column.figures(step)));
    return new Table(
        "Every step of a visit, by question" + (severalEngines ? ", engine " + engine : ""),
        columns,
        steps.isEmpty()
            ? List.of()
            : grouped(
                costsOf(engine),
                CellCost::cell,
                cost -> row(cost.cell().target(), steps, cost.overheadSeconds(), this::time)));
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
      List<Page.Cell> row = new ArrayList<>(texts(cost.cell().target().label()));
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

  Table controls() {
    List<List<Page.Cell>> rows = results.controls().stream().map(this::control).toList();
    return new Table(
        "Targets that must not differ",
        List.of(
            Column.text("Question"),
            Column.text("Pair"),
            Column.text("Answer"),
            Column.figures("Ratio"),
            Column.figures("Interval"),
            Column.figures("Blocks")),
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  private List<Page.Cell> control(Comparison control) {
    return List.of(
        Page.Cell.of(heading(control.cell())),
        Page.Cell.of(control.target() + " and " + control.reference()),
        new Page.Cell(
            sentences.state(control).words(),
            switch (sentences.state(control)) {
              case AGREES -> "same";
              case DISAGREES -> "bad";
              case TOO_WIDE, UNKNOWN -> "undecided";
            }),
        Page.Cell.of(Figures.number(control.ratio())),
        Page.Cell.of(Figures.interval(control.low(), control.high())),
        Page.Cell.of(Integer.toString(control.blocks())));
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
            : grouped(results.counters(), CellCounters::cell, cell -> countersRow(cell, names)));
  }

  Table certainty() {
    return new Table(
        "What this run could have found",
        List.of(
            Column.text("Target"),
            Column.figures("Smallest effect found"),
            Column.figures("Blocks used"),
            Column.figures("Blocks needed"),
            Column.figures("Spread of log ratios"),
            Column.figures("Correlation of neighbours"),
            Column.figures("p, paired t"),
            Column.figures("p, signed rank"),
            Column.text("Doubts")),
        grouped(
            results.comparisons(),
            Comparison::cell,
            c ->
                texts(
                    c.target().label(),
                    Figures.change(1 + c.minimumDetectableEffect()),
                    Integer.toString(c.blocks()),
                    c.blocksNeeded() < 0
                        ? "unknown"
                        : c.blocksNeeded() == 0 ? "enough" : Integer.toString(c.blocksNeeded()),
                    Figures.number(c.logRatioSd()),
                    Figures.number(c.lag1Correlation()),
                    Figures.probability(c.pValue()),
                    Figures.probability(c.signedRankPValue()),
                    c.flags().isEmpty() ? "none" : Concerns.doubts(c))));
  }

  Table sentinels() {
    List<List<Page.Cell>> rows =
        results.sentinels().stream()
            .map(
                s ->
                    texts(
                        Names.question(s.cost().cell()),
                        Figures.duration(s.cost().secondsPerOp()),
                        Figures.durationInterval(s.cost().low(), s.cost().high()),
                        Figures.number(s.logSd()),
                        Figures.number(s.drift())))
            .toList();
    return new Table(
        "The same work in every block, whatever is measured",
        List.of(
            Column.text("Sentinel"),
            Column.figures("Time per operation"),
            Column.figures("Interval"),
            Column.figures("Spread between blocks"),
            Column.figures("Last third / first third")),
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  Table failures() {
    return new Table(
        "Visits that gave no measurement",
        List.of(Column.text("Target"), Column.figures("Block"), Column.text("Reason")),
        grouped(
            results.failures(),
            Results.Failure::cell,
            f -> texts(f.cell().target().label(), Integer.toString(f.block()), f.reason())));
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
        grouped(
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

  private <T> List<Group> grouped(
      List<T> all, Function<T, Cell> cell, Function<T, List<Page.Cell>> row) {
    Map<Cell, List<List<Page.Cell>>> byQuestion = new LinkedHashMap<>();
    for (T one : all) {
      byQuestion
          .computeIfAbsent(cell.apply(one).on(Target.WRITABLE_LAYER), question -> new ArrayList<>())
          .add(row.apply(one));
    }
    return byQuestion.entrySet().stream()
        .map(group -> new Group(heading(group.getKey()), group.getValue()))
        .toList();
  }

  /** A question, with its engine where the run has several. */
  String heading(Cell question) {
    return Names.question(question) + (severalEngines ? " (" + question.engine() + ")" : "");
  }

  private static List<Page.Cell> countersRow(CellCounters cell, SortedSet<String> names) {
    List<Page.Cell> row = new ArrayList<>(texts(cell.cell().target().label()));
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

  private static List<Page.Cell> row(
      Target target,
      SortedSet<String> names,
      SortedMap<String, Double> values,
      Function<Double, String> words) {
    List<Page.Cell> row = new ArrayList<>(texts(target.label()));
    names.forEach(name -> row.add(Page.Cell.of(words.apply(values.get(name)))));
    return row;
  }

  private String time(Double seconds) {
    return seconds == null ? "none" : Figures.duration(seconds);
  }

  private static String latency(CellCost.Percentile percentile) {
    String latency = Figures.duration(percentile.seconds());
    return Double.isNaN(percentile.low())
        ? latency
        : latency + " (" + Figures.durationInterval(percentile.low(), percentile.high()) + ")";
  }

  private static List<Page.Cell> texts(String... texts) {
    return Arrays.stream(texts).map(Page.Cell::of).toList();
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
      case CONFIRMED, EXACT -> "good";
      case LOST, CHANGED, INVALID -> "bad";
      case INCONCLUSIVE -> "undecided";
    };
  }
}
