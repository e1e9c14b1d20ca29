package dev.layertax.reports.gate;

import java.util.List;

/** A policy that cannot be used: all its problems at once, each with its file and line. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String[] problems;

  PolicyException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** Each {@code file:line: what, the value found, what would do}; in the order of the lines. */
  public List<String> problems() {
    return List.of(problems);
  }
}
