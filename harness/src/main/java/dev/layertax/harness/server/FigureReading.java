package dev.layertax.harness.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads figures, and what a command verified, from lines as they come; of several for one the last
 * counts.
 */
public final class FigureReading {

  private final List<Figure> figures;
  private final Optional<Pattern> verification;
  private final Map<Figure, String> found = new HashMap<>();
  private String verified;

  /**
   * @param verification of the line that says what was verified, its first group that; empty for a
   *     command that verifies nothing
   */
  public FigureReading(List<Figure> figures, Optional<Pattern> verification) {
    this.figures = List.copyOf(figures);
    this.verification = verification;
  }

  /** Takes a line. From any thread. */
  public synchronized void accept(String line) {
    for (Figure figure : figures) {
      String text = figure.textIn(line);
      if (text != null) {
        found.put(figure, text);
      }
    }
    verification
        .map(pattern -> pattern.matcher(line))
        .filter(Matcher::find)
        .ifPresent(matcher -> verified = matcher.group(1));
  }

  /** What the command verified; null where it said nothing. */
  public synchronized String verified() {
    return verified;
  }

  /** Whether the command was to say what it verified and did not. */
  public synchronized boolean isUnverified() {
    return verification.isPresent() && verified == null;
  }

  /** Why the figure gives no cost, in one sentence without its full stop; empty when it does. */
  public synchronized Optional<String> problem(Figure figure) {
    String text = found.get(figure);
    if (text == null) {
      return Optional.of(
          "the command printed no figure: no line on its stdout matches '"
              + figure.pattern()
              + "'");
    }
    return figure.secondsPerOp(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the command's figure must be a positive finite number, got '%s' for '%s'"
                .formatted(text, figure.pattern()));
  }

  /**
   * Cost of one operation, in seconds.
   *
   * @throws IllegalStateException when the figure has a {@link #problem}
   */
  public synchronized double secondsPerOp(Figure figure) {
    return Optional.ofNullable(found.get(figure))
        .map(figure::secondsPerOp)
        .orElseThrow(() -> new IllegalStateException(figure.words() + " was not printed"))
        .orElseThrow();
  }
}
