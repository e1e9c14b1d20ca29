package dev.layertax.reports.render;

import dev.layertax.reports.chart.Drawing;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code report.ftlh} shows, as text ready to be escaped.
 *
 * <p>The records are public because FreeMarker reads members of public types only; nothing outside
 * this package sees them.
 */
final class Page {

  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=\\d) (?=(?:%|ns|µs|ms|s|B|KiB|MiB|GiB|ops/s|times|blocks?)(?![\\w/]))");

  private Page() {}

  /** A figure and its unit stay on one line. */
  static String unbroken(String text) {
    return BEFORE_UNIT.matcher(text).replaceAll("\u00A0");
  }

  /** A warning at the top of the page: a title and one line per thing to know. */
  public record Alert(String title, List<String> lines) {
    public Alert {
      lines = lines.stream().map(Page::unbroken).toList();
    }
  }

  /** Questions that ask for the same decision. */
  public record Advice(String kind, String title, String meaning, List<Card> cards) {}

  /**
   * One question's answer: the figure people look at, the whole sentence in two parts, and why to
   * doubt it; empty for no doubt.
   */
  public record Card(String figure, String question, String answer, String doubt) {
    public Card {
      figure = unbroken(figure);
      question = unbroken(question);
      answer = unbroken(answer);
      doubt = unbroken(doubt);
    }
  }

  /** A chart, or why there is none, and its table. */
  public record Figure(String heading, String svg, String absence, Table table) {
    static Figure of(String heading, Drawing drawing, Table table) {
      return new Figure(heading, drawing.svg().orElse(""), drawing.absence(), table);
    }
  }

  /** A table; an empty one has no groups. */
  public record Table(String caption, List<Column> columns, List<Group> groups) {}

  /** A column; figures are set right. */
  public record Column(String name, boolean figures) {
    static Column text(String name) {
      return new Column(name, false);
    }

    static Column figures(String name) {
      return new Column(name, true);
    }
  }

  /** Rows under a heading of their own; none when it is empty. */
  public record Group(String heading, List<List<Cell>> rows) {
    public Group {
      rows = Collections.unmodifiableList(rows);
    }
  }

  /** A text, and the class of the chip it is shown as; none when it is empty. */
  public record Cell(String text, String chip) {
    public Cell {
      text = unbroken(text);
    }

    static Cell of(String text) {
      return new Cell(text, "");
    }

    /** A row of plain texts. */
    static List<Cell> texts(String... texts) {
      return Arrays.stream(texts).map(Cell::of).toList();
    }
  }
}
