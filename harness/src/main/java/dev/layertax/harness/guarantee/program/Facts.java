package dev.layertax.harness.guarantee.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program found, by name: its result file, a tab between name and value. */
public final class Facts {

  /** The last line; a file without it is of a program that died. */
  private static final String END = "end";

  private final Map<String, String> values = new LinkedHashMap<>();

  Facts() {}

  /**
   * Reads a result.
   *
   * @throws IOException when it is not whole
   */
  public static Facts parse(String text) throws IOException {
    if (!text.endsWith(END + "\n")) {
      throw new IOException("the program's result has no end");
    }
    Facts facts = new Facts();
    for (String line : text.substring(0, text.length() - END.length() - 1).lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 1) {
        throw new IOException("the program's result has a line without a tab: " + line);
      }
      facts.values.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return facts;
  }

  void put(String name, Object value) {
    values.put(name, String.valueOf(value).replaceAll("[\t\r\n]", " "));
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('\t').append(value).append('\n'));
    Files.writeString(file, text + END + "\n");
  }

  /**
   * A fact that is a whole number.
   *
   * @throws IOException when the program told no such number
   */
  public long number(String name) throws IOException {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new IOException("the program told " + name + " as " + text(name), e);
    }
  }

  /**
   * A fact.
   *
   * @throws IOException when the program did not tell it
   */
  public String text(String name) throws IOException {
    String value = values.get(name);
    if (value == null) {
      throw new IOException("the program did not tell " + name + " but " + values.keySet());
    }
    return value;
  }
}
