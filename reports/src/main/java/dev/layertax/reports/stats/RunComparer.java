package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.model.RunComparison.Change;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds a run against an earlier one.
 *
 * <p>What is compared was made relative within each run first, to the layer or to the storage
 * anchor: absolute times of two runs differ by the day they were measured on.
 */
public final class RunComparer {

  private final Run first;
  private final Run second;
  private final Visits firstVisits;
  private final Visits secondVisits;

  private RunComparer(Run first, Run second) {
    this.first = first;
    this.second = second;
    this.firstVisits = Visits.of(first);
    this.secondVisits = Visits.of(second);
  }

  /** How the second run differs from the first, at the first one's confidence and margin. */
  public static RunComparison compare(Run first, Run second) {
    return new RunComparer(first, second).compare();
  }

  private RunComparison compare() {
    Set<Cell> inFirst = cells(first);
    Set<Cell> inSecond = cells(second);
    Plan plan = first.plan();
    return new RunComparison(
        plan.runId(),
        second.plan().runId(),
        plan.confidence(),
        plan.equivalenceMargin(),
        advantages(inFirst, inSecond),
        costs(inFirst, inSecond),
        EnvironmentDifferences.of(first.environment(), second.environment()),
        inFirst.stream().filter(Predicate.not(inSecond::contains)).toList(),
        inSecond.stream().filter(Predicate.not(inFirst::contains)).toList());
  }

  private static Set<Cell> cells(Run run) {
    Set<Cell> cells = new LinkedHashSet<>();
    run.plan().cells().stream().map(PlannedCell::cell).forEach(cells::add);
    return cells;
  }

  private List<Change> advantages(Set<Cell> inFirst, Set<Cell> inSecond) {
    return adjusted(
        inFirst.stream()
            .filter(cell -> cell.target() != Target.WRITABLE_LAYER)
            .filter(
                cell -> {
                  Cell layer = cell.on(Target.WRITABLE_LAYER);
                  return inFirst.contains(layer)
                      && inSecond.contains(cell)
                      && inSecond.contains(layer);
                })
            .map(
                cell -> {
                  Cell layer = cell.on(Target.WRITABLE_LAYER);
                  return change(
                      cell,
                      Target.WRITABLE_LAYER,
                      logRatios(firstVisits, cell, layer),
                      logRatios(secondVisits, cell, layer),
                      1);
                })
            .toList());
  }

  private List<Change> costs(Set<Cell> inFirst, Set<Cell> inSecond) {
    Optional<Cell> firstAnchor = Visits.storageAnchor(first);
    Optional<Cell> secondAnchor = Visits.storageAnchor(second);
    // Relative costs can be compared only where both runs have the same anchor.
    if (firstAnchor.isEmpty() || !firstAnchor.equals(secondAnchor)) {
      return List.of();
    }
    Cell anchor = firstAnchor.get();
    return adjusted(
        inFirst.stream()
            .filter(inSecond::contains)
            .map(
                cell ->
                    change(
                        cell,
                        anchor.target(),
                        logRatios(firstVisits, cell, anchor),
                        logRatios(secondVisits, cell, anchor),
                        -1))
            .toList());
  }

  /** {@code double[block]}: above 0 where the cell costs less than its reference. */
  private static double[] logRatios(Visits visits, Cell cell, Cell reference) {
    return visits.pairs(cell, reference).stream().mapToDouble(Visits.Pair::logRatio).toArray();
  }

  /**
   * @param direction 1 for a figure that grows as the cell gets faster, −1 for its reciprocal
   */
  private Change change(
      Cell cell, Target reference, double[] before, double[] after, int direction) {
    WelchTest test =
        WelchTest.of(
            scaled(after, direction),
            scaled(before, direction),
            first.plan().confidence(),
            StrictMath.log1p(first.plan().equivalenceMargin()));
    boolean equivalent = test.equivalencePValue() < 1 - first.plan().confidence();
    return new Change(
        cell,
        reference,
        geometricMean(scaled(before, direction)),
        geometricMean(scaled(after, direction)),
        StrictMath.exp(test.difference()),
        StrictMath.exp(test.low()),
        StrictMath.exp(test.high()),
        test.pValue(),
        test.pValue(),
        before.length,
        after.length,
        direction > 0
            ? Judgement.verdict(test.low(), test.high(), equivalent)
            : Judgement.verdict(-test.high(), -test.low(), equivalent));
  }

  private static double[] scaled(double[] values, int direction) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= direction;
    }
    return scaled;
  }

  private static double geometricMean(double[] logs) {
    return logs.length == 0 ? Double.NaN : StrictMath.exp(MeanEstimate.mean(logs));
  }

  private static List<Change> adjusted(List<Change> changes) {
    double[] adjusted =
        AdjustedPValues.benjaminiHochberg(changes.stream().mapToDouble(Change::pValue).toArray());
    List<Change> result = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Change each = changes.get(i);
      result.add(
          new Change(
              each.cell(),
              each.reference(),
              each.first(),
              each.second(),
              each.ratio(),
              each.low(),
              each.high(),
              each.pValue(),
              adjusted[i],
              each.firstBlocks(),
              each.secondBlocks(),
              each.verdict()));
    }
    return result;
  }
}
