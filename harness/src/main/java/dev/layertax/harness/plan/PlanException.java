package dev.layertax.harness.plan;

import java.util.List;

/** A request that cannot become a plan; carries every problem found, not only the first. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PlanException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence per problem: the thing, the value found and what would do. */
  public List<String> problems() {
    return problems;
  }
}
