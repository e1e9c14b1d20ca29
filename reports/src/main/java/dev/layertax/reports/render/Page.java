package dev.layertax.reports.render;

import dev.layertax.reports.chart.Drawing;
import dev.layertax.reports.chart.Picture;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  private static final Pattern NOT_IN_LINKS = Pattern.compile("[^A-Za-z0-9]+");

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
  public record Card(String figure, String question, String answer, String doubt, Subject subject) {
    public Card {
      figure = unbroken(figure);
      question = unbroken(question);
      answer = unbroken(answer);
      doubt = unbroken(doubt);
    }
  }

  /** A chart, or why there is none, and its table. */
  public record Figure(
      String heading,
      String svg,
      String absence,
      Table table,
      Subject subject,
      Optional<Picture> picture,
      String file) {
    static Figure of(String heading, Drawing drawing, Table table) {
      return new Figure(
          heading,
          drawing.svg().orElse(""),
          drawing.absence(),
          table,
          Subject.RUN,
          drawing.picture(),
          "");
    }

    /** A table alone. */
    static Figure of(Table table) {
      return new Figure("", "", "", table, Subject.RUN, Optional.empty(), "");
    }

    /** The same, told apart when a reader looks for that. */
    Figure about(Subject which) {
      return new Figure(heading, svg, absence, table, which, picture, file);
    }

    /** The same with the name of its files, without their endings. */
    Figure in(String name) {
      return new Figure(heading, svg, absence, table, subject, picture, name);
    }
  }

  /** By what a reader may narrow the page: its name as data of the page, its label and values. */
  public record Filter(String name, String label, List<String> values) {}

  /** A sentence and what it is about. */
  public record Sentence(String text, Subject subject) {
    public Sentence {
      text = unbroken(text);
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

  /**
   * Rows under a heading of their own; none when it is empty. A row's first cell says its subject.
   */
  public record Group(String heading, List<List<Cell>> rows) {
    public Group {
      rows = Collections.unmodifiableList(rows);
    }
  }

  /**
   * A text.
   *
   * @param chip class of the chip it is shown as; empty for none
   * @param subject of the row that it is the first of
   * @param id that a link leads to this row by; empty for none
   */
  public record Cell(String text, String chip, Subject subject, String id) {
    public Cell {
      text = unbroken(text);
    }

    Cell(String text, String chip) {
      this(text, chip, Subject.RUN, "");
    }

    Cell(String text, String chip, Subject subject) {
      this(text, chip, subject, "");
    }

    /** The same, led to by links; an identifier that is taken gets a number. */
    Cell linked(Set<String> taken) {
      String name =
          NOT_IN_LINKS
              .matcher(subject.engine() + " " + subject.question() + " " + subject.target())
              .replaceAll("-")
              .toLowerCase(Locale.ROOT);
      String free = "cell-" + name;
      for (int more = 2; !taken.add(free); more++) {
        free = "cell-" + name + "-" + more;
      }
      return new Cell(text, chip, subject, free);
    }

    /** The row whose first cell has that subject. */
    static List<Cell> about(Subject subject, List<Cell> row) {
      List<Cell> same = new ArrayList<>(row);
      same.set(0, new Cell(row.get(0).text(), row.get(0).chip(), subject, row.get(0).id()));
      return same;
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
