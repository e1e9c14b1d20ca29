package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.model.RunComparison.Change;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How two runs differ, on a terminal or in Markdown: the notable changes first.
 *
 * <p>Notable: the adjusted p-value is under one minus the confidence, and the change is not within
 * the equivalence margin.
 */
public final class ComparisonOfRuns {

  private static final List<String> HEAD =
      List.of("target", "first", "second", "change", "interval", "verdict", "p");

  private final RunComparison runs;
  private final boolean severalEngines;

  private ComparisonOfRuns(RunComparison runs) {
    this.runs = runs;
    this.severalEngines =
        changes(runs).map(change -> change.cell().engine()).distinct().count() > 1;
  }

  /** The comparison as a Markdown file, lines ended by {@code \n}. */
  public static String markdown(RunComparison runs) {
    return new ComparisonOfRuns(runs).markdown();
  }

  /**
   * The comparison for a terminal, lines ended by {@code \n}.
   *
   * @param width columns of the terminal; taken as 80 below and as 120 above
   * @param colour whether to colour verdicts; the caller minds {@code NO_COLOR}
   */
  public static String console(RunComparison runs, int width, boolean colour) {
    return new ComparisonOfRuns(runs).console(new Terminal(width, colour));
  }

  private String markdown() {
    Markdown out = new Markdown();
    out.line("# Layertax: two runs");
    out.line(Markdown.escaped(heading()));
    List<String> notable = notable();
    out.bullets("Notable changes", notable.isEmpty() ? List.of("None.") : notable);
    markdown(out, "Advantages", runs.advantages());
    markdown(out, "Costs relative to the storage anchor", runs.costs());
    out.bullets("Differences of the machine", differences());
    out.bullets("Cells of one run alone", lonely());
    return out.toString();
  }

  private void markdown(Markdown out, String title, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.line("## " + title);
    out.table(
        "Question | " + String.join(" | ", HEAD),
        "- | - | -: | -: | -: | -: | - | -:",
        changes.stream()
            .map(
                change -> {
                  List<String> row = new ArrayList<>(List.of(question(change.cell())));
                  row.addAll(cells(change));
                  return row;
                })
            .toList());
  }

  private String console(Terminal out) {
    out.wrapped(heading(), "", Terminal.Colour.BOLD);
    console(out, "Advantages", runs.advantages());
    console(out, "Costs relative to the storage anchor", runs.costs());
    List<String> notable = notable();
    if (notable.isEmpty()) {
      out.wrapped(nothingNotable(), "", Terminal.Colour.NONE);
    }
    notable.forEach(sentence -> out.wrapped("! " + sentence, "  ", Terminal.Colour.YELLOW));
    differences().forEach(text -> out.wrapped("! " + text, "  ", Terminal.Colour.YELLOW));
    lonely().forEach(text -> out.wrapped("! " + text, "  ", Terminal.Colour.YELLOW));
    return out.toString();
  }

  private void console(Terminal out, String title, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.wrapped(title, "", Terminal.Colour.BOLD);
    Map<String, List<Change>> byQuestion =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    change -> question(change.cell()), LinkedHashMap::new, Collectors.toList()));
    List<Terminal.Section> sections = new ArrayList<>();
    byQuestion.forEach(
        (question, group) ->
            sections.add(
                new Terminal.Section(
                    question,
                    group.stream()
                        .map(change -> new Terminal.Row(cells(change), colour(change)))
                        .toList())));
    out.table(HEAD, sections);
  }

  /** What the numbers do not decide is not called unchanged. */
  private String nothingNotable() {
    List<Change> all = Stream.concat(runs.advantages().stream(), runs.costs().stream()).toList();
    long undecided = all.stream().filter(one -> one.verdict() == Verdict.INCONCLUSIVE).count();
    return undecided == 0
        ? "No notable change."
        : undecided == all.size()
            ? "Nothing is decided: no figure of these runs is known to have changed, or not to have."
            : "No notable change; " + undecided + " of " + all.size() + " figures are undecided.";
  }

  private String heading() {
    return "Run "
        + runs.secondRunId()
        + " held against run "
        + runs.firstRunId()
        + ", "
        + Figures.percent(runs.confidence())
        + " intervals.";
  }

  private static List<String> cells(Change change) {
    boolean interval = !Double.isNaN(change.low()) && !Double.isNaN(change.high());
    return List.of(
        change.cell().target().label(),
        Figures.number(change.first()),
        Figures.number(change.second()),
        Figures.change(change.ratio()),
        interval
            ? Figures.change(change.low()) + " to " + Figures.change(change.high())
            : "no interval",
        verdict(change),
        Figures.probability(change.adjustedPValue()));
  }

  private static String verdict(Change change) {
    if (Double.isNaN(change.ratio())) {
      return "";
    }
    return switch (change.verdict()) {
      case FASTER -> "better";
      case SLOWER -> "worse";
      case EQUIVALENT -> "the same";
      case INCONCLUSIVE -> "undecided";
    };
  }

  private static Terminal.Colour colour(Change change) {
    return switch (change.verdict()) {
      case FASTER -> Terminal.Colour.GREEN;
      case SLOWER -> Terminal.Colour.RED;
      case EQUIVALENT -> Terminal.Colour.NONE;
      case INCONCLUSIVE -> Terminal.Colour.YELLOW;
    };
  }

  private List<String> notable() {
    return Stream.concat(
            runs.advantages().stream()
                .filter(this::isNotable)
                .map(change -> sentence(change, "its advantage over the writable layer")),
            runs.costs().stream()
                .filter(this::isNotable)
                .map(change -> sentence(change, "its cost relative to the storage anchor")))
        .toList();
  }

  private boolean isNotable(Change change) {
    return change.adjustedPValue() < 1 - runs.confidence()
        && change.verdict() != Verdict.EQUIVALENT;
  }

  private String sentence(Change change, String figure) {
    return question(change.cell())
        + ", "
        + Names.target(change.cell().target())
        + ": "
        + figure
        + (change.ratio() > 1 ? " rose" : " fell")
        + " from "
        + Figures.number(change.first())
        + " to "
        + Figures.number(change.second())
        + " ("
        + Figures.change(change.ratio())
        + "; "
        + Figures.change(change.low())
        + " to "
        + Figures.change(change.high())
        + ").";
  }

  private List<String> differences() {
    return runs.environment().stream()
        .map(
            difference ->
                difference.fact()
                    + " was "
                    + told(difference.first())
                    + " and is "
                    + told(difference.second())
                    + ".")
        .toList();
  }

  private static String told(String fact) {
    return fact == null ? "not recorded" : "\"" + fact + "\"";
  }

  private List<String> lonely() {
    return Stream.concat(
            runs.onlyInFirst().stream().map(cell -> "Only in the first run: " + cell + "."),
            runs.onlyInSecond().stream().map(cell -> "Only in the second run: " + cell + "."))
        .toList();
  }

  private String question(Cell cell) {
    return Names.question(cell) + (severalEngines ? " (engine " + cell.engine() + ")" : "");
  }

  private static Stream<Change> changes(RunComparison runs) {
    return Stream.concat(runs.advantages().stream(), runs.costs().stream());
  }
}
