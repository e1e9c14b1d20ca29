package dev.layertax.reports.render;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Markdown file in the making: blocks with a blank line between them. */
final class Markdown {

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]#|!~$]");

  /** What makes a line a list, a rule or a heading when it stands first. */
  private static final Pattern LIST_START = Pattern.compile("^(\\d*)([-+=.)])(?=[-+= ]|$)");

  private final StringBuilder out = new StringBuilder();

  /** A block of markup, taken as it is. */
  void line(String markup) {
    out.append(out.isEmpty() ? "" : "\n").append(markup).append('\n');
  }

  /** A heading and a list of untrusted text; nothing when the list is empty. */
  void bullets(String title, List<String> items) {
    if (!items.isEmpty()) {
      line("## " + title);
      line(items.stream().map(item -> "- " + escaped(item)).collect(Collectors.joining("\n")));
    }
  }

  /**
   * A table.
   *
   * @param head markup of the columns' heads, a bar between them
   * @param alignment as Markdown has it, a bar between them
   * @param rows untrusted text, one per column
   */
  void table(String head, String alignment, List<List<String>> rows) {
    String body =
        rows.stream()
            .map(
                row ->
                    "\n| "
                        + row.stream().map(Markdown::escaped).collect(Collectors.joining(" | "))
                        + " |")
            .collect(Collectors.joining());
    line("| " + head + " |\n| " + alignment + " |" + body);
  }

  /** A block of code. */
  void code(String language, String code) {
    // Longer than any run of backticks inside.
    int longest = Arrays.stream(code.split("[^`]+")).mapToInt(String::length).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    line(fence + language + "\n" + code + "\n" + fence);
  }

  /** Text that Markdown shows as it is. */
  static String escaped(String untrusted) {
    String text =
        PlainText.oneLine(untrusted)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    String inner = MARKUP.matcher(text).replaceAll("\\\\$0");
    return LIST_START.matcher(inner).replaceFirst("$1\\\\$2");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
