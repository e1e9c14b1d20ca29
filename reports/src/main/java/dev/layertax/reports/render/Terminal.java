package dev.layertax.reports.render;

import java.util.List;

/** Text for a terminal in the making: aligned tables and wrapped sentences. */
final class Terminal {

  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;

  /** What a line can be told apart by, where colour is asked for. */
  enum Colour {
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

  /** A line of a table; its cells are trusted text. */
  record Row(List<String> cells, Colour colour) {}

  /** Rows under a title, which is untrusted text; none when it is empty. */
  record Section(String title, List<Row> rows) {}

  private final int width;
  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  /**
   * An empty text.
   *
   * @param width columns of the terminal; taken as 80 below and as 120 above
   * @param colour whether lines may be coloured
   */
  Terminal(int width, boolean colour) {
    this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
    this.colour = colour;
  }

  /** Sections under one head, all their columns aligned, and a blank line; nothing for none. */
  void table(List<String> head, List<Section> sections) {
    if (sections.isEmpty()) {
      return;
    }
    int[] widths = widths(head, sections);
    line(aligned(head, widths), Colour.NONE);
    for (Section section : sections) {
      if (!section.title().isEmpty()) {
        wrapped(section.title(), "", Colour.BOLD);
      }
      section.rows().forEach(row -> line(aligned(row.cells(), widths), row.colour()));
    }
    out.append('\n');
  }

  /** Untrusted text in lines that fit, those after the first indented. */
  void wrapped(String text, String indent, Colour shade) {
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

  private static int[] widths(List<String> head, List<Section> sections) {
    int[] widths = head.stream().mapToInt(String::length).toArray();
    for (Section section : sections) {
      for (Row row : section.rows()) {
        for (int column = 0; column < widths.length; column++) {
          widths[column] = Math.max(widths[column], row.cells().get(column).length());
        }
      }
    }
    return widths;
  }

  /** Words to the left, the last column, a figure, to the right. */
  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String blank = " ".repeat(widths[column] - cells.get(column).length());
      boolean right = column == widths.length - 1;
      line.append("  ").append(right ? blank + cells.get(column) : cells.get(column) + blank);
    }
    return line.toString().stripTrailing();
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private void line(String text, Colour shade) {
    boolean plain = !colour || shade == Colour.NONE;
    out.append(plain ? text : shade.code + text + Colour.RESET).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
