package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.FloorTest;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges a run by a policy.
 *
 * <p>Advantages: the chance that any of them is misjudged is at most {@link #FAMILY_ALPHA}. Each of
 * the m gated advantages gets one-sided bounds at level α/m (Bonferroni): of its two statements,
 * above and below the floor, only one can be wrong. Note: not Holm, whose bounds depend on the
 * other findings, so that no finding could print the interval that decided it; with a handful of
 * gated cells it gains little. Counters vary not at all, so they take no share of α.
 */
public final class Gate {

  /** Chance that one run misjudges any gated advantage. */
  public static final double FAMILY_ALPHA = .01;

  private final Plan plan;
  private final Results results;
  private final double alpha;

  private Gate(Plan plan, Results results, double alpha) {
    this.plan = plan;
    this.results = results;
    this.alpha = alpha;
  }

  /**
   * Judges every rule on every planned cell that it names.
   *
   * @throws PolicyException when a rule names no planned cell
   */
  public static GateOutcome judge(Policy policy, Plan plan, Results results) {
    List<Cell> planned = plan.cells().stream().map(PlannedCell::cell).toList();
    policy.check(planned);
    long advantages =
        policy.rules().stream()
            .filter(Rule.Advantage.class::isInstance)
            .mapToLong(rule -> planned.stream().filter(rule::judges).count())
            .sum();
    Gate gate = new Gate(plan, results, FAMILY_ALPHA / Math.max(1, advantages));
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      planned.stream()
          .filter(rule::judges)
          .map(cell -> gate.judge(rule, cell))
          .forEach(findings::add);
    }
    List<String> notes = new ArrayList<>();
    policy
        .regression()
        .ifPresent(
            regression ->
                notes.add(
                    "The regression rule (line "
                        + regression.line()
                        + ") was not judged: it needs a baseline, and there is none."));
    return new GateOutcome(policy.source(), policy.strict(), findings, notes);
  }

  private Finding judge(Rule rule, Cell cell) {
    if (rule instanceof Rule.Advantage advantage) {
      return advantage(advantage, cell);
    }
    return counter((Rule.Counter) rule, cell);
  }

  private Finding advantage(Rule.Advantage rule, Cell cell) {
    Optional<Comparison> found =
        results.comparisons().stream()
            .filter(comparison -> comparison.cell().equals(cell))
            .filter(comparison -> comparison.reference() == Target.WRITABLE_LAYER)
            .filter(comparison -> Double.isFinite(comparison.ratio()))
            .findFirst();
    if (found.isEmpty()) {
      return finding(
          rule,
          cell,
          Verdict.INVALID,
          invalid(cell)
              .orElse("no block measured it together with the writable layer" + failures(cell)));
    }
    Comparison comparison = found.get();
    String speed =
        "it is "
            + (Figures.isPointless(comparison.low(), comparison.high())
                ? Figures.possible(comparison.low(), comparison.high())
                : Figures.speed(comparison.ratio()));
    String floor = "the floor of " + Figures.number(rule.atLeast());
    if (comparison.blocks() < 2 || Double.isNaN(comparison.logRatioSd())) {
      return finding(
          rule,
          cell,
          Verdict.INCONCLUSIVE,
          speed
              + ", but "
              + Figures.count(comparison.blocks(), "block")
              + " cannot decide about "
              + floor
              + "; 2 are the least"
              + failures(cell));
    }
    FloorTest test =
        FloorTest.of(
            comparison.ratio(),
            comparison.logRatioSd(),
            comparison.blocks(),
            rule.atLeast(),
            alpha);
    String basis =
        " ("
            + Figures.count(comparison.blocks(), "block")
            + ", bounds of "
            + Figures.exact(levelPercent())
            + " % each)"
            + failures(cell);
    if (test.low() >= rule.atLeast()) {
      return finding(
          rule,
          cell,
          Verdict.CONFIRMED,
          speed + "; the lower bound " + Figures.number(test.low()) + " clears " + floor + basis);
    }
    if (test.high() < rule.atLeast()) {
      return finding(
          rule,
          cell,
          Verdict.LOST,
          speed
              + "; the upper bound "
              + Figures.number(test.high())
              + " is under "
              + floor
              + basis);
    }
    return finding(
        rule,
        cell,
        Verdict.INCONCLUSIVE,
        speed
            + "; the bounds "
            + Figures.interval(test.low(), test.high())
            + " do not decide about "
            + floor
            + basis
            + "; a distance of "
            + Figures.percent(test.detectable())
            + " could be decided"
            + (test.blocksNeeded() > comparison.blocks()
                ? "; about " + test.blocksNeeded() + " blocks would decide"
                : ""));
  }

  private double levelPercent() {
    // Three decimals: .01/3 would read 99.66666666666667 %.
    return Math.round((1 - alpha) * 100_000) / 1000.0;
  }

  private Finding counter(Rule.Counter rule, Cell cell) {
    Optional<CellCounters> counted =
        results.counters().stream().filter(counters -> counters.cell().equals(cell)).findFirst();
    if (counted.isEmpty()) {
      return finding(
          rule,
          cell,
          Verdict.INVALID,
          invalid(cell).orElse("no fork reported counters" + failures(cell)));
    }
    SortedMap<String, Double> counts = new TreeMap<>(counted.get().counts());
    counts.keySet().removeIf(name -> !rule.counter().matches(name));
    if (counts.isEmpty()) {
      return finding(
          rule,
          cell,
          Verdict.INVALID,
          "no fork reported '"
              + rule.counter()
              + "'"
              + NearMiss.hint(rule.counter().text(), counted.get().counts().keySet()));
    }
    List<String> changed = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          if (counted.get().unequal().contains(name)) {
            changed.add(
                Names.counter(name)
                    + " differ between forks (the first: "
                    + value(name, count)
                    + ")");
          } else if (count != rule.count()) {
            changed.add(Names.counter(name) + " are " + value(name, count));
          }
        });
    return changed.isEmpty()
        ? finding(
            rule,
            cell,
            Verdict.EXACT,
            counts.keySet().stream().map(Names::counter).collect(Collectors.joining(", "))
                + " per operation: "
                + value(counts.firstKey(), rule.count())
                + ", as the policy says")
        : finding(
            rule,
            cell,
            Verdict.CHANGED,
            String.join("; ", changed)
                + "; the policy says "
                + value(counts.firstKey(), rule.count())
                + " per operation");
  }

  /** Of the cell's own target, or of the layer it is held against. */
  private Optional<String> invalid(Cell cell) {
    return results
        .invalid(cell)
        .map(reason -> "it is not what its name says: " + reason)
        .or(
            () ->
                results
                    .invalid(cell.on(Target.WRITABLE_LAYER))
                    .map(reason -> "the writable layer is not what its name says: " + reason));
  }

  private String failures(Cell cell) {
    List<Results.Failure> failures =
        results.failures().stream()
            .filter(
                failure ->
                    failure.cell().equals(cell)
                        || failure.cell().equals(cell.on(Target.WRITABLE_LAYER)))
            .toList();
    return failures.isEmpty()
        ? ""
        : "; "
            + Figures.count(failures.size(), "visit")
            + " of it or of the layer failed, the first: "
            + withoutStop(failures.get(0).reason());
  }

  private static String withoutStop(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private static String value(String counter, double count) {
    boolean scaled = Names.countsBytes(counter) && count >= 1024;
    return Figures.exact(count) + (scaled ? " (" + Figures.size(count) + ")" : "");
  }

  private Finding finding(Rule rule, Cell cell, Verdict verdict, String explanation) {
    boolean severalEngines =
        plan.cells().stream().map(planned -> planned.cell().engine()).distinct().count() > 1;
    return new Finding(
        rule.line(),
        rule.toString(),
        cell,
        verdict,
        Names.question(cell)
            + (severalEngines ? " (engine " + cell.engine() + ")" : "")
            + ", "
            + Names.target(cell.target())
            + ": "
            + explanation
            + ".");
  }
}
