package dev.layertax.reports.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a policy, so that the user hears all of it at once. */
final class Problems {

  private record Problem(int line, String text) {}

  private final String source;
  private final List<Problem> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  /** Notes a problem; lines count from 1. */
  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the reading when there is anything to complain of.
   *
   * @throws PolicyException naming every problem, in the order of the lines
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new PolicyException(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> source + ":" + problem.line() + ": " + problem.text())
              .toList());
    }
  }
}
