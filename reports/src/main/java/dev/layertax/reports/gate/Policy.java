package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run must show to pass: floors under advantages, limits to slowdowns, exact counters; and
 * what each verdict does to a build.
 *
 * <p>Read from YAML by {@link #parse}; matched against a plan by {@link #check}, before anything is
 * measured.
 */
public final class Policy {

  private final String source;
  private final List<Rule> rules;
  private final Actions usual;
  private final SortedMap<String, Map<Verdict, Action>> profiles;

  Policy(
      String source,
      List<Rule> rules,
      boolean strict,
      SortedMap<String, Map<Verdict, Action>> profiles) {
    this.source = source;
    this.rules = List.copyOf(rules);
    this.usual = Actions.usual(strict);
    this.profiles = new TreeMap<>(profiles);
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
   * Makes sure that every rule judges something, and could reject.
   *
   * @throws PolicyException naming each rule, with its line, that judges no planned cell or could
   *     never reject in so many blocks
   */
  public void check(Plan plan) {
    Problems problems = new Problems(source);
    List<Cell> planned = cells(plan);
    Set<Cell> taken = new HashSet<>();
    for (Rule rule : rules) {
      List<Cell> judged = planned.stream().filter(rule::judges).toList();
      String named = "rule " + rule;
      if (judged.isEmpty()) {
        problems.add(
            rule.line(), named + " matches no cell of the plan: " + rule.cells().missIn(planned));
      } else if (rule instanceof Rule.Regression
          && judged.stream().filter(taken::add).count() == 0) {
        problems.add(
            rule.line(),
            named + " judges no cell: rules above it take all of its own; put it before them");
      } else if (rule instanceof Rule.Advantage
          && judged.stream().noneMatch(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))) {
        problems.add(
            rule.line(),
            named
                + " needs the target writable-layer, which the plan lacks; an advantage is measured"
                + " against it: add it to the run");
      }
      if (rule instanceof Rule.Regression && plan.wantsRevisions() && !plan.hasRevisions()) {
        problems.add(
            rule.line(),
            named
                + " needs the old revision that the run was started with (--against), and the plan"
                + " has no cell of it");
      }
      if (plan.blocks() < fewestBlocks(rule)) {
        problems.add(
            rule.line(),
            named
                + " could never reject in "
                + Figures.count(plan.blocks(), "block")
                + ": give the run "
                + fewestBlocks(rule)
                + " or more");
      }
    }
    problems.throwIfAny();
  }

  /** Two for an interval; two in each half for a slowdown that the later half has to confirm. */
  private static int fewestBlocks(Rule rule) {
    return rule instanceof Rule.Regression ? 4 : rule instanceof Rule.Advantage ? 2 : 1;
  }

  /**
   * Every rule with every cell it judges, in the policy's order; a cell's slowdown by the first
   * rule that names it.
   *
   * @param slowdowns whether there is anything to hold costs against
   */
  List<Gate.Gated> gated(Plan plan, boolean slowdowns) {
    List<Gate.Gated> gated = new ArrayList<>();
    Set<Cell> taken = new HashSet<>();
    for (Rule rule : rules) {
      boolean regression = rule instanceof Rule.Regression;
      if (regression && !slowdowns) {
        continue;
      }
      cells(plan).stream()
          .filter(rule::judges)
          .filter(cell -> !regression || taken.add(cell))
          .map(cell -> new Gate.Gated(rule, cell))
          .forEach(gated::add);
    }
    return gated;
  }

  private static List<Cell> cells(Plan plan) {
    return plan.newCells();
  }

  /**
   * What each verdict does.
   *
   * @param profile one of those the policy names; empty for what holds without one
   * @throws PolicyException when the policy has no such profile
   */
  public Actions actions(Optional<String> profile) {
    if (profile.isEmpty()) {
      return usual;
    }
    String name = profile.get();
    if (!profiles.containsKey(name)) {
      throw new PolicyException(
          List.of(
              source
                  + ": it has no profile '"
                  + name
                  + "'"
                  + (profiles.isEmpty()
                      ? "; write some under 'profiles:'"
                      : NearMiss.hint(name, profiles.keySet()))));
    }
    return usual.with(name, profiles.get(name));
  }

  /** Where it came from, as the user named it. */
  public String source() {
    return source;
  }

  /** Advantage, regression and counter rules, each in the policy's order. */
  List<Rule> rules() {
    return rules;
  }
}
