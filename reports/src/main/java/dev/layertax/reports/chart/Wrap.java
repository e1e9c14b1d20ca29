package dev.layertax.reports.chart;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines, at spaces where there are some; nothing is ever cut off. */
final class Wrap {
  private Wrap() {}

  static List<String> lines(String text, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > most) {
      int space = rest.lastIndexOf(' ', most);
      int end = space > 0 ? space : wholeCharacters(rest, most);
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  private static int wholeCharacters(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) && end > 1 ? end - 1 : end;
  }
}
