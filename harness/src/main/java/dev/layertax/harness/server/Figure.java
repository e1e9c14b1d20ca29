package dev.layertax.harness.server;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A number among the lines that a command prints.
 *
 * @param name of the phase it measures; empty for the only figure of a command
 * @param unit what it counts
 * @param pattern of the line that has it; its first group is the number
 */
public record Figure(String name, FigureUnit unit, Pattern pattern) {

  /** A pattern may have such a beginning itself: then a name has to stand before it. */
  private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9-]*)?(?::([a-z-]+))?=(.*)");

  /**
   * Reads {@code [NAME][:UNIT]=PATTERN}, or a pattern alone, whose number is in seconds.
   *
   * @throws IllegalArgumentException when it is none, saying why
   */
  public static Figure parse(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      return new Figure("", FigureUnit.SECONDS, pattern(text));
    }
    String label = named.group(2) == null ? FigureUnit.SECONDS.label() : named.group(2);
    FigureUnit unit =
        FigureUnit.of(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' of figure '%s' is no unit; there are: %s"
                            .formatted(label, text, String.join(", ", FigureUnit.labels()))));
    return new Figure(named.group(1) == null ? "" : named.group(1), unit, pattern(named.group(3)));
  }

  private static Pattern pattern(String text) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s".formatted(text, e.getDescription()), e);
    }
    if (pattern.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "'%s' has no group, which would be the number: write it in parentheses".formatted(text));
    }
    return pattern;
  }

  /** The words that {@link #parse} reads as this. */
  public String words() {
    return name + ":" + unit.label() + "=" + pattern;
  }

  /** The text of the number in that line; null when the line has none. */
  String textIn(String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** Seconds of one operation; empty when the text is no positive finite number. */
  OptionalDouble secondsPerOp(String text) {
    try {
      double seconds = unit.secondsPerOp(Double.parseDouble(text));
      return seconds > 0 && Double.isFinite(seconds)
          ? OptionalDouble.of(seconds)
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Compared by its words: a pattern is not. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Figure figure && words().equals(figure.words());
  }

  @Override
  public int hashCode() {
    return words().hashCode();
  }
}
