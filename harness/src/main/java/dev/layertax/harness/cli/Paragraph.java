package dev.layertax.harness.cli;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of a terminal's width. */
final class Paragraph {

  private static final int WIDTH = 92;

  private Paragraph() {}

  static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" +", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
