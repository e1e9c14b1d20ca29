package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.util.List;
import java.util.Optional;

/**
 * What a run must show to pass: floors under advantages, exact counters.
 *
 * <p>Read from YAML by {@link #parse}; matched against a plan by {@link #check}, before anything is
 * measured.
 */
public final class Policy {

  /**
   * The slowdown against a baseline that is let pass.
   *
   * @param line of the entry in the policy, from 1
   * @param tolerance slowdown as a fraction above which a run regressed, in (0,1)
   * @param margin slowdown as a fraction under which a run passes, in (tolerance,1)
   */
  record Regression(int line, double tolerance, double margin) {}

  private final String source;
  private final List<Rule> rules;
  private final Optional<Regression> regression;
  private final boolean strict;

  Policy(String source, List<Rule> rules, Optional<Regression> regression, boolean strict) {
    this.source = source;
    this.rules = List.copyOf(rules);
    this.regression = regression;
    this.strict = strict;
  }

  /**
   * Reads a policy.
   *
   * @param yaml the policy's text
   * @param sourceName its file as the user named it, for messages
   * @throws PolicyException when it is not YAML, has an unknown, missing or repeated key, a value
   *     of the wrong type or range, an alias or a tag; all problems at once
   */
  public static Policy parse(String yaml, String sourceName) {
    return new PolicyReader(sourceName).read(yaml);
  }

  /**
   * Makes sure that every rule judges something.
   *
   * @param planned the cells of the run's plan, without sentinels
   * @throws PolicyException naming each rule, with its line, that matches no planned cell
   */
  public void check(List<Cell> planned) {
    Problems problems = new Problems(source);
    for (Rule rule : rules) {
      List<Cell> judged = planned.stream().filter(rule::judges).toList();
      if (judged.isEmpty()) {
        problems.add(
            rule.line(),
            "rule " + rule + " matches no cell of the plan: " + rule.cells().missIn(planned));
      } else if (rule instanceof Rule.Advantage
          && judged.stream().noneMatch(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))) {
        problems.add(
            rule.line(),
            "rule "
                + rule
                + " needs the target writable-layer, which the plan lacks; an advantage is measured"
                + " against it: add it to the run");
      }
    }
    problems.throwIfAny();
  }

  /** Where it came from, as the user named it. */
  public String source() {
    return source;
  }

  /** Advantage rules, then counter rules, each in the policy's order. */
  List<Rule> rules() {
    return rules;
  }

  Optional<Regression> regression() {
    return regression;
  }

  /** Whether a rule that the numbers do not decide fails the gate. */
  boolean strict() {
    return strict;
  }
}
