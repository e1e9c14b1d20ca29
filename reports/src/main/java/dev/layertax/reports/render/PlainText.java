package dev.layertax.reports.render;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Untrusted text made fit for one line of a terminal, a Markdown file or an XML attribute. */
public final class PlainText {

  private static final int REPLACEMENT = 0xFFFD;
  private static final Pattern HARMLESS_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private PlainText() {}

  /**
   * The text in one line: white space becomes a space; what a terminal would obey, XML 1.0 forbids
   * or a reader cannot see (control and format characters, lone surrogates, noncharacters) becomes
   * U+FFFD.
   */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.strip().codePoints().map(PlainText::harmless).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** A command that a shell takes back word by word. */
  static String command(List<String> words) {
    return words.stream()
        .map(PlainText::oneLine)
        .map(PlainText::quoted)
        .collect(Collectors.joining(" "));
  }

  private static int harmless(int letter) {
    if (Character.isWhitespace(letter)) {
      return ' ';
    }
    boolean nonCharacter = (letter & 0xFFFE) == 0xFFFE;
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> REPLACEMENT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      default -> nonCharacter ? REPLACEMENT : letter;
    };
  }

  private static String quoted(String word) {
    return HARMLESS_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
