package dev.layertax.reports.render;

import dev.layertax.reports.chart.BackupChart;
import dev.layertax.reports.chart.Charts;
import dev.layertax.reports.gate.Action;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as one HTML page that needs nothing else: no network, light and dark, screen, telephone and
 * paper.
 *
 * <p>Everything from the run directory is untrusted: FreeMarker escapes every value, charts escape
 * their own labels, a content security policy allows nothing but the page's own style sheet and
 * script by their hashes; without the script all of it is there. The page is well-formed XML too,
 * so that a strict parser can check that.
 */
public final class HtmlReport {
  private static final String TEMPLATE = "report.ftlh";
  private final Report report;
  private final Results results;
  private final Plan plan;
  private final Charts charts;
  private final Sentences sentences;
  private final QuestionGroups questionGroups;
  private final HtmlTables tables;
  private final OverheadTables overheads;
  private final TrustTables trust;
  private final DatabaseTables databases;
  private final RevisionTables revisions;
  private final PassportTables machine;
  private final Likeness likeness;
  private final RunFigures course;
  private final CopyUpTables copyUps;
  private final List<String> engines;

  private HtmlReport(Report report, Charts charts) {
    this.report = report;
    this.results = report.results();
    this.plan = report.run().plan();
    this.charts = charts;
    this.sentences = Sentences.of(report);
    this.engines =
        plan.cells().stream().map(planned -> planned.cell().engine()).distinct().toList();
    this.questionGroups = new QuestionGroups(engines.size() > 1);
    this.tables = new HtmlTables(report, sentences, questionGroups);
    this.overheads = new OverheadTables(report, questionGroups);
    this.trust = new TrustTables(results, sentences, questionGroups);
    this.databases = new DatabaseTables(report, questionGroups);
    this.revisions = new RevisionTables(results, questionGroups);
    this.likeness = Likeness.of(report);
    this.copyUps = new CopyUpTables(report.run(), results, engines);
    this.course = new RunFigures(report.run(), results, questionGroups, charts);
    this.machine = new PassportTables(report.run().environment(), engines.size() > 1);
  }

  /** The page; the same report gives the same bytes. */
  public static String render(Report report) {
    double margin = report.run().plan().equivalenceMargin();
    return render(report, new Charts(report.results(), margin));
  }

  static String render(Report report, Charts charts) {
    return new HtmlReport(report, charts).page(Optional.empty()).html();
  }

  /** The page that stands in a run directory, beside its charts and raw data. */
  public static RenderedPage rendered(Report report, RawData data) {
    double margin = report.run().plan().equivalenceMargin();
    return new HtmlReport(report, new Charts(report.results(), margin)).page(Optional.of(data));
  }

  private RenderedPage page(Optional<RawData> data) {
    ChartFiles files = new ChartFiles();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("filters", filters());
    page.put("runId", plan.runId());
    page.put("summary", Page.unbroken(summary()));
    page.put("createdAt", plan.createdAt());
    page.put("alerts", alerts());
    page.put("advice", Advisor.advice(sentences, results.controls()));
    page.put(
        "sentences",
        results.comparisons().stream()
            .map(one -> new Page.Sentence(sentences.of(one), Subject.of(one.cell())))
            .toList());
    page.put("advantageMaps", files.named("map", advantageMaps()));
    page.put("advantages", files.named("advantages", advantages()));
    page.put("hasFloors", !floors().isEmpty());
    page.put("copyUp", files.named("copy-up", copyUp()));
    page.put("copyUpAnswers", copyUps.answers().stream().map(Page::unbroken).toList());
    page.put("repayments", copyUps.table());
    page.put("layers", files.named("layers", layers()));
    page.put("latencies", files.named("latencies", latencies()));
    page.put("timeline", files.named("timeline", course.timeline()));
    page.put(
        "blocks",
        files.named(
            "blocks", engines.stream().map(one -> course.blocks(one, heading(one))).toList()));
    page.put("asBlocksCame", files.named("as-blocks-came", course.asBlocksCame()));
    page.put(
        "forks",
        files.named(
            "forks", engines.stream().map(one -> course.forks(one, heading(one))).toList()));
    page.put("warmUps", files.named("warm-up", course.warmUps()));
    page.put("unsampled", questions(false).map(questionGroups::heading).toList());
    page.put("controlsAnswer", Page.unbroken(sentences.controls()));
    page.put("controls", trust.controls());
    likeness(page, files);
    databases(page);
    guarantees(page, files);
    page.put("revisionsQuestion", revisions.matter() ? RevisionTables.QUESTION : "");
    page.put("revisionsMeaning", RevisionTables.MEANING);
    page.put("revisionAnswers", revisions.answers().stream().map(Page::unbroken).toList());
    page.put("revisions", revisions.table());
    page.put("comparesPlaces", !results.comparisons().isEmpty() || !revisions.matter());
    page.put("counters", tables.counters());
    page.put("costs", files.named("costs", costs()));
    page.put("around", overheads.around());
    page.put("images", overheads.images());
    page.put("overheads", engines.stream().map(overheads::steps).toList());
    page.put("certainty", trust.certainty());
    page.put("sureness", sureness());
    page.put("leftOut", leftOut());
    page.put("setAside", results.setAside().stream().map(HtmlReport::setAside).toList());
    page.put("sentinels", trust.sentinels());
    page.put("failures", trust.failures());
    page.put("host", machine.host());
    page.put("targets", machine.overview());
    page.put("passports", machine.passports());
    page.put("policySource", report.gate().map(GateOutcome::policySource).orElse(""));
    page.put("gateAnswer", report.gate().map(Concerns::answer).orElse(""));
    page.put("gateNotes", report.gate().map(GateOutcome::notes).orElse(List.of()));
    page.put("findings", tables.findings());
    Optional<Certificate> certificate =
        report.certificate().filter(any -> report.gate().isPresent());
    page.put(
        "certificateSentences",
        certificate.map(CertificateWords::sentences).orElse(List.of()).stream()
            .map(Page::unbroken)
            .toList());
    page.put(
        "certificate",
        certificate.map(CertificateWords::table).orElse(new Page.Table("", List.of(), List.of())));
    page.put("command", PlainText.command(plan.command()));
    page.put("confidence", Page.unbroken(Figures.percent(plan.confidence())));
    page.put("margin", Page.unbroken(Figures.percent(plan.equivalenceMargin())));
    page.put("footer", "Layertax " + plan.layertaxVersion() + ", run " + plan.runId());
    page.put("chartFiles", data.isPresent());
    page.put("downloads", List.of());
    data.ifPresent(given -> page.put("downloads", downloads(given, false)));
    String html = HtmlTemplate.fill(TEMPLATE, page);
    if (data.flatMap(RawData::samples).isPresent()) {
      page.put("downloads", downloads(data.get(), true));
      String whole = HtmlTemplate.fill(TEMPLATE, page);
      html =
          whole.getBytes(StandardCharsets.UTF_8).length <= RawData.LARGEST_PAGE_BYTES
              ? whole
              : html;
    }
    return new RenderedPage(html, files.pictures());
  }

  private static List<RawData.Download> downloads(RawData data, boolean samplesInside) {
    String samples = "one line for every visit to a cell: all that was measured";
    return List.of(
        RawData.inside(
            "results.json", "application/json", data.resultsJson(), "what the numbers say"),
        RawData.inside("results.csv", "text/csv", data.resultsCsv(), "the same as a table"),
        samplesInside
            ? RawData.inside(
                "samples.jsonl", "application/jsonl", data.samples().orElseThrow(), samples)
            : RawData.beside("samples.jsonl", samples),
        RawData.beside("jmh-result.json", "for viewers of JMH's results"));
  }

  /** Engines against each other; without a question there is no such section. */
  private void likeness(Map<String, Object> page, ChartFiles files) {
    LikenessTables engines = new LikenessTables(likeness);
    boolean here = likeness.measuredHere();
    page.put("likenessQuestion", likeness.matters() ? likeness.question() : "");
    page.put(
        "likenessAnswers",
        likeness.summaries().stream().map(likeness::answer).map(Page::unbroken).toList());
    page.put("likenessHere", here);
    page.put("likenessCommand", here ? "" : Likeness.COMMAND);
    page.put(
        "likenessFigure",
        here
            ? files.named("engines", Page.Figure.of("", charts.fidelity(), engines.advantages()))
            : Page.Figure.of(engines.advantages()));
    page.put("likenessCosts", engines.costs(results.engineCosts()));
    page.put("notModelled", engines.notModelled());
    page.put("tolerance", Page.unbroken(Figures.percent(Fidelity.TOLERANCE)));
  }

  /** Databases against their patterns; without a database there is no such section. */
  private void databases(Map<String, Object> page) {
    page.put("databases", databases.matter());
    page.put("databaseAnswers", databases.answers().stream().map(Page::unbroken).toList());
    page.put("databaseAdvice", DatabaseAdvice.of(report).stream().map(Page::unbroken).toList());
    page.put("predictions", databases.predictions());
    page.put("verifications", databases.verifications());
  }

  /** The section is there without experiments too, and says how to get them. */
  private void guarantees(Map<String, Object> page, ChartFiles files) {
    Optional<GuaranteeGrid> grid = report.guarantees().map(GuaranteeGrid::new);
    Optional<GuaranteeTables> found = grid.map(GuaranteeTables::new);
    Page.Table none = new Page.Table("", List.of(), List.of());
    page.put("guaranteesAbsence", grid.isPresent() ? "" : GuaranteeGrid.ABSENCE);
    page.put("guaranteesCommand", GuaranteeGrid.COMMAND);
    page.put("guaranteesSummary", grid.map(GuaranteeGrid::summary).orElse(""));
    page.put("guaranteesConcerns", grid.map(GuaranteeGrid::concerns).orElse(List.of()));
    page.put("guarantees", found.map(GuaranteeTables::outcomes).orElse(none));
    page.put(
        "backups",
        report
            .guarantees()
            .map(
                all ->
                    List.of(
                        files.named(
                            "backups",
                            Page.Figure.of(
                                "", new BackupChart().of(all), GuaranteeTables.throughputs(all)))))
            .orElse(List.of()));
    page.put("guaranteesEvidence", found.map(GuaranteeTables::evidence).orElse(none));
  }

  /** By what a reader may narrow the page: whatever has at least two values. */
  private List<Page.Filter> filters() {
    List<Page.Filter> filters = new ArrayList<>();
    List<Cell> cells = plan.newCells();
    filters.add(
        new Page.Filter(
            "question", "Question", cells.stream().map(Names::question).distinct().toList()));
    filters.add(
        new Page.Filter(
            "target",
            "Target",
            cells.stream()
                .map(Cell::target)
                .filter(target -> target != Target.WRITABLE_LAYER)
                .map(Target::label)
                .distinct()
                .toList()));
    filters.add(new Page.Filter("engine", "Engine", engines));
    return filters.stream().filter(one -> one.values().size() > 1).toList();
  }

  private String summary() {
    List<Cell> cells = plan.newCells();
    long questions = cells.stream().map(Cell::question).distinct().count();
    long targets = cells.stream().map(Cell::target).distinct().count();
    return Figures.count((int) questions, "question")
        + " on "
        + Figures.count((int) targets, "target")
        + " ("
        + Figures.count(cells.size(), "cell")
        + (engines.size() == 1 ? ") on engine " : ") on engines ")
        + Names.joined(engines)
        + ", measured in "
        + results.blocks()
        + " of "
        + Figures.count(results.plannedBlocks(), "planned block")
        + ", each in a random order of its own. Profile "
        + results.profile()
        + ", seed "
        + plan.seed()
        + ".";
  }

  private List<Page.Alert> alerts() {
    List<Page.Alert> alerts = new ArrayList<>();
    if (!sentences.invalid().isEmpty()) {
      alerts.add(new Page.Alert("Not everything is what its name says", sentences.invalid()));
    }
    if (!DatabaseTables.impossible(results).isEmpty()) {
      alerts.add(
          new Page.Alert(
              "Not everything can be measured everywhere", DatabaseTables.impossible(results)));
    }
    sentences
        .failures()
        .ifPresent(text -> alerts.add(new Page.Alert("Some visits failed", List.of(text))));
    if (results.controls().stream()
        .anyMatch(control -> sentences.state(control) == ControlState.DISAGREES)) {
      alerts.add(new Page.Alert("Not every difference is real", List.of(sentences.controls())));
    }
    report
        .gate()
        .filter(outcome -> outcome.status() != GateOutcome.Status.OK)
        .ifPresent(
            outcome -> alerts.add(new Page.Alert(Concerns.answer(outcome), broken(outcome))));
    return alerts;
  }

  private static List<String> broken(GateOutcome outcome) {
    return outcome.findings().stream()
        .filter(finding -> outcome.action(finding) == Action.FAIL)
        .map(Finding::explanation)
        .toList();
  }

  private List<Page.Figure> advantageMaps() {
    AdvantageMatrix matrix = new AdvantageMatrix(results, charts);
    return engines.stream().map(engine -> matrix.figure(heading(engine), engine)).toList();
  }

  private List<Page.Figure> advantages() {
    return engines.stream()
        .map(
            engine ->
                Page.Figure.of(
                        heading(engine),
                        charts.advantages(engine, floors()),
                        tables.advantages(engine))
                    .about(Subject.ofEngine(engine)))
        .toList();
  }

  private List<Page.Figure> copyUp() {
    return engines.stream()
        .map(
            engine ->
                Page.Figure.of(
                        heading(engine),
                        charts.copyUp(engine, copyUps.of(engine)),
                        tables.copyUp(engine))
                    .about(Subject.ofEngine(engine)))
        .toList();
  }

  private Map<Cell, Double> floors() {
    return report.gate().map(GateOutcome::floors).orElse(Map.of());
  }

  /** A figure for each workload that has the number of layers as a parameter. */
  private List<Page.Figure> layers() {
    List<Page.Figure> figures = new ArrayList<>();
    for (String engine : engines) {
      results.costs().stream()
          .map(CellCost::cell)
          .filter(cell -> cell.engine().equals(engine) && cell.params().containsKey("layers"))
          .map(Cell::workload)
          .distinct()
          .forEach(
              workload ->
                  figures.add(
                      Page.Figure.of(
                              workload + (engines.size() > 1 ? " on " + engine : ""),
                              charts.layers(engine, workload),
                              tables.layers(engine, workload))
                          .about(Subject.ofEngine(engine))));
    }
    return figures;
  }

  private List<Page.Figure> costs() {
    return engines.stream()
        .map(
            engine ->
                Page.Figure.of(heading(engine), charts.costs(engine), tables.costs(engine))
                    .about(Subject.ofEngine(engine)))
        .toList();
  }

  private List<Page.Figure> latencies() {
    return questions(true)
        .parallel()
        .map(
            question ->
                Page.Figure.of(
                        questionGroups.heading(question),
                        charts.latencies(question),
                        tables.latencies(question))
                    .about(Subject.ofQuestion(question)))
        .toList();
  }

  /** The questions of the run whose latencies were sampled, or were not. */
  private Stream<Cell> questions(boolean sampled) {
    return results.costs().stream()
        .collect(
            Collectors.groupingBy(
                cost -> cost.cell().on(Target.WRITABLE_LAYER),
                LinkedHashMap::new,
                Collectors.mapping(cost -> !cost.percentiles().isEmpty(), Collectors.toList())))
        .entrySet()
        .stream()
        .filter(question -> question.getValue().contains(true) == sampled)
        .map(Map.Entry::getKey);
  }

  private String heading(String engine) {
    return engines.size() > 1 ? "Engine " + engine : "";
  }

  private List<String> sureness() {
    long undecided =
        results.comparisons().stream().filter(c -> c.verdict() == Verdict.INCONCLUSIVE).count();
    List<String> facts = new ArrayList<>();
    facts.add(
        results.blocks()
            + " of "
            + Figures.count(results.plannedBlocks(), "planned block")
            + " ran.");
    if (!results.comparisons().isEmpty()) {
      facts.add(
          undecided == 0
              ? "Every comparison was decided."
              : undecided
                  + " of "
                  + Figures.count(results.comparisons().size(), "comparison")
                  + " could not be decided.");
    }
    return facts;
  }

  /** What did not come into the figures, and what failed. */
  private List<String> leftOut() {
    List<String> facts = new ArrayList<>();
    facts.add(
        results.setAside().isEmpty()
            ? "No block was set aside."
            : Figures.count(results.setAside().size(), "block")
                + " set aside, by rules that do not look at what was measured.");
    facts.add(Figures.count(results.failures().size(), "visit") + " failed.");
    DatabaseTables.verified(results).ifPresent(facts::add);
    return facts;
  }

  private static String setAside(Results.SetAsideBlock block) {
    return "Block " + block.block() + ": " + block.reason();
  }
}
