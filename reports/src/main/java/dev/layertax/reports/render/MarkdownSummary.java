package dev.layertax.reports.render;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.TargetOverhead;
import dev.layertax.reports.wording.Experiments;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code summary.md}: problems first, then a sentence per question, then the tables.
 *
 * <p>GitHub's Markdown. All text of the run is escaped: none of it becomes markup, HTML or a line
 * of its own.
 */
public final class MarkdownSummary {

  private final Report report;
  private final Sentences sentences;
  private final Markdown out = new Markdown();

  private MarkdownSummary(Report report) {
    this.report = report;
    this.sentences = Sentences.of(report);
  }

  /** The whole file, lines ended by {@code \n}. */
  public static String render(Report report) {
    return new MarkdownSummary(report).render();
  }

  private String render() {
    Plan plan = report.run().plan();
    Results results = report.results();
    out.line("# Layertax: what it costs to write here");
    out.line(
        "Run %s, profile %s, %s, %s intervals."
            .formatted(
                Markdown.escaped(results.runId()),
                Markdown.escaped(results.profile()),
                Figures.count(results.blocks(), "block"),
                Figures.percent(plan.confidence())));
    gate();
    out.bullets("Problems", Concerns.besidesTheGate(report));
    out.bullets("Databases", DatabaseAdvice.of(report));
    out.bullets(
        "Answers: each place against the writable layer, with its "
            + Figures.percent(plan.confidence())
            + " interval",
        sentences.answers().stream().map(Sentences.Answer::text).toList());
    revisions();
    comparisons();
    controls();
    likeness();
    databases();
    guarantees();
    counters();
    around();
    passports();
    failures();
    out.line("## Run it again");
    out.code("sh", PlainText.command(plan.command()));
    return out.toString();
  }

  private void gate() {
    report
        .gate()
        .ifPresent(
            outcome -> {
              out.line("## Gate");
              out.line(
                  Markdown.escaped(Concerns.answer(outcome))
                      + " Policy: "
                      + Markdown.escaped(outcome.policySource()));
              outcome.notes().forEach(note -> out.line(Markdown.escaped(note)));
              List<Finding> toRead = GateOrder.toRead(outcome);
              if (!toRead.isEmpty()) {
                out.table(
                    "Line | Verdict | Finding | Rule",
                    ":-: | - | - | -",
                    toRead.stream().map(MarkdownSummary::cells).toList());
              }
              String fine = GateOrder.fine(outcome);
              if (!fine.isEmpty()) {
                out.line((toRead.isEmpty() ? "All fine: " : "The others: ") + fine + ".");
              }
              report
                  .certificate()
                  .ifPresent(
                      certificate ->
                          out.line(Markdown.escaped(CertificateWords.sentence(certificate))));
            });
  }

  private static List<String> cells(Finding finding) {
    return List.of(
        Integer.toString(finding.line()),
        Concerns.words(finding.verdict()),
        finding.explanation(),
        finding.rule());
  }

  private void revisions() {
    RevisionTables revisions =
        new RevisionTables(report.results(), new QuestionGroups(sentences.severalEngines()));
    if (!revisions.matter()) {
      return;
    }
    out.line("## " + RevisionTables.QUESTION);
    out.line(RevisionTables.MEANING);
    out.table(
        "Question | Target | Change | Interval | Verdict | New | Old | Blocks",
        "- | - | -: | -: | - | -: | -: | -:",
        revisions.rows());
  }

  private void comparisons() {
    if (report.results().comparisons().isEmpty() && report.run().plan().hasRevisions()) {
      return;
    }
    out.line("## Comparisons");
    out.line(
        "Advantage: cost on the reference divided by cost on the target; above 1 the target is faster.");
    out.table(
        "Engine | Question | Target | Advantage | Interval | Verdict | Cost per operation | On the reference | Blocks | Doubts",
        "- | - | - | -: | -: | - | -: | -: | -: | -",
        report.results().comparisons().stream().map(this::cells).toList());
  }

  private List<String> cells(Comparison comparison) {
    return List.of(
        comparison.engine(),
        Names.question(comparison),
        comparison.target().label(),
        Figures.number(comparison.ratio()),
        Figures.interval(comparison.low(), comparison.high()),
        sentences.word(comparison),
        Figures.duration(comparison.costPerOpSeconds()),
        Figures.duration(comparison.referenceCostPerOpSeconds()),
        Integer.toString(comparison.blocks()),
        Concerns.doubts(comparison));
  }

  private void controls() {
    out.line("## Controls");
    out.line(Markdown.escaped(sentences.controls()));
    if (report.results().controls().isEmpty()) {
      return;
    }
    out.table(
        "Engine | Question | Targets that must not differ | Ratio | Interval | Blocks | Control",
        "- | - | - | -: | -: | -: | -",
        report.results().controls().stream()
            .map(
                control ->
                    List.of(
                        control.engine(),
                        Names.question(control),
                        control.target() + " and " + control.reference(),
                        Figures.number(control.ratio()),
                        Figures.interval(control.low(), control.high()),
                        Integer.toString(control.blocks()),
                        sentences.state(control).words()))
            .toList());
  }

  private void likeness() {
    Likeness likeness = Likeness.of(report);
    if (!likeness.matters()) {
      return;
    }
    List<String> lines = new ArrayList<>(likeness.lines());
    likeness.unknown().ifPresent(told -> lines.add(told + " " + Likeness.COMMAND));
    out.bullets(Markdown.escaped(likeness.question()), lines);
    if (!likeness.measuredHere()) {
      return;
    }
    out.table(
        "Question | Target | Engine | Advantage | Against | Advantage | Ratio | Interval | Answer",
        "- | - | - | -: | - | -: | -: | -: | -",
        likeness.fidelity().stream().map(MarkdownSummary::cells).toList());
    out.bullets(
        "What the simulation does not model",
        likeness.notModelled().stream().map(one -> one.what() + ": " + one.size()).toList());
  }

  private static List<String> cells(Fidelity one) {
    return List.of(
        Names.question(one.cell()),
        one.target().label(),
        one.engine(),
        Figures.number(one.advantage()),
        one.referenceEngine(),
        Figures.number(one.referenceAdvantage()),
        Figures.number(one.ratio()),
        Figures.interval(one.low(), one.high()),
        Likeness.words(one));
  }

  private void databases() {
    DatabaseTables databases =
        new DatabaseTables(report, new QuestionGroups(sentences.severalEngines()));
    if (databases.matter()) {
      out.bullets("Does a hand-made pattern foretell the database?", databases.answers());
    }
    DatabaseTables.verified(report.results()).ifPresent(out::line);
  }

  private void guarantees() {
    out.line("## What is guaranteed?");
    if (report.guarantees().isEmpty()) {
      out.line(GuaranteeGrid.ABSENCE);
      out.code("sh", GuaranteeGrid.COMMAND);
      return;
    }
    GuaranteeGrid grid = new GuaranteeGrid(report.guarantees().get());
    out.line(grid.summary() + " An asterisk marks what Docker's documentation says otherwise.");
    List<String> heads = grid.targets().stream().map(Target::label).toList();
    out.table(
        "Engine | What becomes of the data | " + String.join(" | ", heads),
        "- | -" + " | -".repeat(heads.size()),
        grid.engines().stream()
            .flatMap(
                engine -> grid.experiments(engine).stream().map(e -> outcomes(grid, engine, e)))
            .toList());
    out.bullets("What to mind in it", grid.concerns());
    out.line("### The evidence");
    out.table(
        "Engine | Target | What becomes of the data | Outcome | Evidence | Docker's documentation",
        "- | - | - | - | - | -",
        report.guarantees().get().findings().stream().map(MarkdownSummary::cells).toList());
  }

  private static List<String> outcomes(GuaranteeGrid grid, String engine, String experiment) {
    List<String> row = new ArrayList<>(List.of(engine, Experiments.title(experiment)));
    for (Target target : grid.targets()) {
      row.add(GuaranteeGrid.word(grid.at(engine, target, experiment)));
    }
    return row;
  }

  private static List<String> cells(Guarantee finding) {
    return List.of(
        finding.engine(),
        finding.target().label(),
        Experiments.title(finding.experiment()),
        GuaranteeGrid.word(Optional.of(finding)),
        finding.evidence(),
        Experiments.documentation(finding));
  }

  private void counters() {
    List<CellCounters> all = report.results().counters();
    if (all.isEmpty()) {
      return;
    }
    Set<String> names =
        all.stream()
            .flatMap(counters -> counters.counts().keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    out.line("## Exact counts per operation");
    out.line("A count marked \"varies\" was not the same in every fork.");
    List<List<String>> rows = new ArrayList<>();
    for (CellCounters counters : all) {
      List<String> row = new ArrayList<>();
      row.add(counters.cell().engine());
      row.add(Names.question(counters.cell()));
      row.add(counters.cell().target().label());
      for (String name : names) {
        Double count = counters.counts().get(name);
        row.add(
            (count == null ? Figures.NOT_MEASURED : Figures.exact(count))
                + (counters.unequal().contains(name) ? " (varies)" : ""));
      }
      rows.add(row);
    }
    out.table(
        "Engine | Question | Target"
            + names.stream()
                .map(name -> " | " + Markdown.escaped(Names.counter(name)))
                .collect(Collectors.joining()),
        "- | - | -" + " | -:".repeat(names.size()),
        rows);
  }

  private void around() {
    List<TargetOverhead> overheads = report.results().overheads();
    if (!overheads.isEmpty()) {
      out.line("## Costs around the writing");
      out.line("Medians over the visits; none of it is in the figures above.");
      out.table(
          "Engine | Target | Create and fill | Start | Stop | Remove | Visits",
          "- | - | -: | -: | -: | -: | -:",
          overheads.stream().map(MarkdownSummary::cells).toList());
    }
    List<ImageBuild> images = report.run().environment().images();
    if (!images.isEmpty()) {
      out.table(
          "Engine | Image with dataset | Size | Build",
          "- | - | -: | -:",
          images.stream()
              .map(
                  image ->
                      List.of(
                          image.engine(),
                          image.dataset(),
                          Figures.size((double) image.sizeBytes()),
                          Figures.duration(image.seconds())))
              .toList());
    }
  }

  private static List<String> cells(TargetOverhead overhead) {
    return List.of(
        overhead.engine(),
        overhead.target().label(),
        OverheadTables.around(overhead, "create"),
        OverheadTables.around(overhead, "start"),
        OverheadTables.around(overhead, "stop"),
        OverheadTables.around(overhead, "remove"),
        Integer.toString(overhead.visits()));
  }

  private void passports() {
    List<Passport> passports = report.run().environment().passports();
    if (passports.isEmpty()) {
      return;
    }
    out.line("## What was measured, on what");
    out.line("As a program in a container of each target sees it.");
    out.table(
        "Engine | Target | What it is | Flush | Free | Mount line",
        "- | - | - | - | -: | -",
        passports.stream()
            .map(
                passport ->
                    List.of(
                        passport.engine(),
                        passport.label(),
                        PassportFacts.sentence(passport),
                        PassportFacts.value(passport, "fsync"),
                        PassportFacts.value(passport, "freeBytes"),
                        PassportFacts.value(passport, "mount")))
            .toList());
  }

  private void failures() {
    if (report.results().failures().isEmpty()) {
      return;
    }
    out.line("## Failed visits");
    out.table(
        "Block | Engine | Question | Target | Reason",
        "-: | - | - | - | -",
        report.results().failures().stream()
            .map(
                failure ->
                    List.of(
                        Integer.toString(failure.block()),
                        failure.cell().engine(),
                        Names.question(failure.cell()),
                        failure.cell().target().label(),
                        failure.reason()))
            .toList());
  }
}
