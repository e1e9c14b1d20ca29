package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report on a terminal: a row per target under its question, then what to mind. */
public final class ConsoleTable {

  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;
  private static final List<String> HEAD =
      List.of("target", "advantage", "interval", "verdict", "cost per op");

  private enum Colour {
    NONE(""),
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    YELLOW("\u001b[33m"),
    BOLD("\u001b[1m");

    private static final String RESET = "\u001b[0m";
    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  private record Row(List<String> cells, Colour colour) {}

  private final Report report;
  private final Sentences sentences;
  private final int width;
  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  private ConsoleTable(Report report, int width, boolean colour) {
    this.report = report;
    this.sentences = Sentences.of(report);
    this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
    this.colour = colour;
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
    List<List<Row>> tables = answers.stream().map(answer -> rows(answer.comparisons())).toList();
    int[] widths = widths(tables);
    if (!answers.isEmpty()) {
      line(aligned(HEAD, widths), Colour.NONE);
    }
    for (int i = 0; i < answers.size(); i++) {
      wrapped(sentences.question(answers.get(i).comparisons().get(0)), "", Colour.BOLD);
      tables.get(i).forEach(row -> line(aligned(row.cells(), widths), row.colour()));
    }
    out.append('\n');
    doubts().ifPresent(doubts -> wrapped("* doubtful: " + doubts, "  ", Colour.NONE));
    boolean controlsDisagree =
        report.results().controls().stream()
            .anyMatch(control -> sentences.state(control) == ControlState.DISAGREES);
    if (!controlsDisagree) {
      wrapped(sentences.controls(), "", Colour.NONE);
    }
    Concerns.of(report).forEach(concern -> wrapped("! " + concern, "  ", Colour.YELLOW));
    report
        .gate()
        .ifPresent(
            outcome ->
                wrapped(
                    Concerns.answer(outcome),
                    "",
                    outcome.status().exitCode() == 0 ? Colour.GREEN : Colour.RED));
    return out.toString();
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

  private static List<Row> rows(List<Comparison> comparisons) {
    List<Row> rows = new ArrayList<>();
    Comparison first = comparisons.get(0);
    rows.add(
        new Row(
            List.of(
                first.reference().label(),
                "",
                "",
                "",
                Figures.duration(first.referenceCostPerOpSeconds())),
            Colour.NONE));
    comparisons.forEach(comparison -> rows.add(row(comparison)));
    return rows;
  }

  private static Row row(Comparison comparison) {
    String target = comparison.target().label();
    if (Double.isNaN(comparison.ratio())) {
      return new Row(List.of(target, Figures.NOT_MEASURED, "", "", ""), Colour.RED);
    }
    String doubtful = comparison.flags().isEmpty() ? "" : "*";
    return new Row(
        List.of(
            target,
            Figures.speed(comparison.ratio()),
            Figures.speedInterval(comparison.ratio(), comparison.low(), comparison.high()),
            Concerns.words(comparison) + doubtful,
            Figures.duration(comparison.costPerOpSeconds())),
        colour(comparison));
  }

  private static Colour colour(Comparison comparison) {
    return switch (comparison.verdict()) {
      case FASTER -> Colour.GREEN;
      case SLOWER -> Colour.RED;
      case EQUIVALENT -> Colour.NONE;
      case INCONCLUSIVE -> Colour.YELLOW;
    };
  }

  private static int[] widths(List<List<Row>> tables) {
    int[] widths = HEAD.stream().mapToInt(String::length).toArray();
    for (List<Row> rows : tables) {
      for (Row row : rows) {
        for (int column = 0; column < widths.length; column++) {
          widths[column] = Math.max(widths[column], row.cells().get(column).length());
        }
      }
    }
    return widths;
  }

  /** Words to the left, the cost to the right. */
  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String blank = " ".repeat(widths[column] - cells.get(column).length());
      boolean right = column == widths.length - 1;
      line.append("  ").append(right ? blank + cells.get(column) : cells.get(column) + blank);
    }
    return line.toString().stripTrailing();
  }

  private void wrapped(String text, String indent, Colour shade) {
    StringBuilder line = new StringBuilder();
    String gap = "";
    for (String word : PlainText.oneLine(text).split(" +", -1)) {
      if (!gap.isEmpty() && length(line) + 1 + length(word) > width) {
        line(line.toString(), shade);
        line.setLength(0);
        gap = indent;
      }
      line.append(gap).append(word);
      gap = " ";
    }
    line(line.toString(), shade);
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private void line(String text, Colour shade) {
    boolean plain = !colour || shade == Colour.NONE;
    out.append(plain ? text : shade.code + text + Colour.RESET).append('\n');
  }
}
