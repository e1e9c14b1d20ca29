package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report on a terminal: a row per target under its question, then what to mind. */
public final class ConsoleTable {

  private static final List<String> HEAD =
      List.of("target", "advantage", "interval", "verdict", "per op");

  private final Report report;
  private final Sentences sentences;
  private final Terminal out;

  private ConsoleTable(Report report, int width, boolean colour) {
    this.report = report;
    this.sentences = Sentences.of(report);
    this.out = new Terminal(width, colour);
  }

  /**
   * The table, lines ended by {@code \n}.
   *
   * @param width columns of the terminal; taken as 80 below and as 120 above
   * @param colour whether to colour verdicts; the caller minds {@code NO_COLOR}
   */
  public static String render(Report report, int width, boolean colour) {
    return new ConsoleTable(report, width, colour).render();
  }

  private String render() {
    List<Sentences.Answer> answers = sentences.answers();
    List<Terminal.Section> sections =
        answers.stream()
            .map(
                answer ->
                    new Terminal.Section(
                        sentences.question(answer.comparisons().get(0)),
                        rows(answer.comparisons())))
            .toList();
    out.table(HEAD, sections);
    revisions();
    doubts().ifPresent(doubts -> out.wrapped("* doubtful: " + doubts, "  ", Terminal.Colour.NONE));
    boolean controlsDisagree =
        report.results().controls().stream()
            .anyMatch(control -> sentences.state(control) == ControlState.DISAGREES);
    if (!controlsDisagree) {
      out.wrapped(sentences.controls(), "", Terminal.Colour.NONE);
    }
    likeness();
    DatabaseAdvice.of(report).forEach(advice -> out.wrapped(advice, "  ", Terminal.Colour.NONE));
    new DatabaseTables(report, new QuestionGroups(sentences.severalEngines()))
        .answers()
        .forEach(answer -> out.wrapped(answer, "  ", Terminal.Colour.NONE));
    DatabaseTables.verified(report.results())
        .ifPresent(sentence -> out.wrapped(sentence, "  ", Terminal.Colour.NONE));
    Concerns.of(report)
        .forEach(concern -> out.wrapped("! " + concern, "  ", Terminal.Colour.YELLOW));
    report
        .gate()
        .ifPresent(
            outcome ->
                out.wrapped(
                    Concerns.answer(outcome),
                    "",
                    outcome.status().exitCode() == 0
                        ? Terminal.Colour.GREEN
                        : Terminal.Colour.RED));
    return out.toString();
  }

  private void revisions() {
    RevisionTables revisions =
        new RevisionTables(report.results(), new QuestionGroups(sentences.severalEngines()));
    if (revisions.matter()) {
      out.wrapped(RevisionTables.QUESTION, "", Terminal.Colour.BOLD);
      revisions.answers().forEach(answer -> out.wrapped(answer, "  ", Terminal.Colour.NONE));
    }
  }

  private void likeness() {
    Likeness likeness = Likeness.of(report);
    likeness.lines().forEach(line -> out.wrapped(line, "  ", Terminal.Colour.NONE));
    likeness
        .unknown()
        .ifPresent(
            told -> {
              out.wrapped(told, "", Terminal.Colour.NONE);
              // On a line of its own, to be copied whole.
              out.wrapped(Likeness.COMMAND, "", Terminal.Colour.NONE);
            });
  }

  private Optional<String> doubts() {
    List<String> flags =
        report.results().comparisons().stream()
            .flatMap(comparison -> comparison.flags().stream())
            .distinct()
            .map(Names::flag)
            .toList();
    return flags.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", flags));
  }

  private List<Terminal.Row> rows(List<Comparison> comparisons) {
    List<Terminal.Row> rows = new ArrayList<>();
    Comparison first = comparisons.get(0);
    rows.add(
        new Terminal.Row(
            List.of(
                first.reference().label(),
                "",
                "",
                "",
                Figures.duration(referenceCost(comparisons))),
            Terminal.Colour.NONE));
    comparisons.forEach(comparison -> rows.add(row(comparison)));
    return rows;
  }

  /** Of the first that was measured with it: one that was not knows no cost. */
  private static double referenceCost(List<Comparison> comparisons) {
    return comparisons.stream()
        .mapToDouble(Comparison::referenceCostPerOpSeconds)
        .filter(Double::isFinite)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Terminal.Row row(Comparison comparison) {
    String target = comparison.target().label();
    if (Double.isNaN(comparison.ratio())) {
      return new Terminal.Row(
          List.of(target, sentences.word(comparison), "", "", ""), Terminal.Colour.RED);
    }
    String doubtful = comparison.flags().isEmpty() ? "" : "*";
    return new Terminal.Row(
        List.of(
            target,
            Figures.advantage(comparison.ratio(), comparison.low(), comparison.high()),
            Figures.speedInterval(comparison.ratio(), comparison.low(), comparison.high()),
            sentences.word(comparison) + doubtful,
            Figures.duration(comparison.costPerOpSeconds())),
        colour(comparison));
  }

  private static Terminal.Colour colour(Comparison comparison) {
    return switch (comparison.verdict()) {
      case FASTER -> Terminal.Colour.GREEN;
      case SLOWER -> Terminal.Colour.RED;
      case EQUIVALENT -> Terminal.Colour.NONE;
      case INCONCLUSIVE -> Terminal.Colour.YELLOW;
    };
  }
}
