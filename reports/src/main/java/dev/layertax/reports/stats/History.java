package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.RunComparison.Difference;
import dev.layertax.reports.model.SameMachine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several runs in the order they were started.
 *
 * @param runs from the oldest to the newest
 * @param advantages by cell, in the order of the newest run that has it
 * @param costs by cell, in the same order
 * @param facts that are not the same in all their environments, by name: a value for each run, null
 *     where a run does not tell; what changes by the hour, such as free space, is left out
 */
public record History(
    List<Entry> runs,
    Map<Cell, List<Point>> advantages,
    Map<Cell, List<Point>> costs,
    Map<String, List<String>> facts) {

  /**
   * One run.
   *
   * @param foreign what tells its machine from the newest run's; empty when it is the same
   */
  public record Entry(
      String runId, String createdAt, String profile, Results results, List<String> foreign) {}

  /**
   * An estimate of one run.
   *
   * @param run its place in the history, from 0
   * @param value ratio, or seconds per operation
   */
  public record Point(int run, double value, double low, double high) {}

  /** Of runs in any order, at least one. */
  public static History of(List<Run> runs) {
    List<Run> sorted =
        runs.stream().sorted(Comparator.comparing((Run run) -> run.plan().createdAt())).toList();
    Run newest = sorted.get(sorted.size() - 1);
    List<Entry> entries = new ArrayList<>();
    for (Run run : sorted) {
      entries.add(
          new Entry(
              run.plan().runId(),
              run.plan().createdAt(),
              run.plan().profile(),
              Analysis.of(run),
              SameMachine.differences(run.environment(), newest.environment())));
    }
    Map<Cell, List<Point>> advantages = new LinkedHashMap<>();
    Map<Cell, List<Point>> costs = new LinkedHashMap<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      for (Comparison one : entries.get(i).results().comparisons()) {
        if (!Double.isNaN(one.ratio())) {
          advantages
              .computeIfAbsent(one.cell(), cell -> new ArrayList<>())
              .add(0, new Point(i, one.ratio(), one.low(), one.high()));
        }
      }
      for (CellCost one : entries.get(i).results().costs()) {
        if (!Double.isNaN(one.secondsPerOp())) {
          costs
              .computeIfAbsent(one.cell(), cell -> new ArrayList<>())
              .add(0, new Point(i, one.secondsPerOp(), one.low(), one.high()));
        }
      }
    }
    return new History(List.copyOf(entries), advantages, costs, facts(sorted));
  }

  private static Map<String, List<String>> facts(List<Run> runs) {
    Set<String> names = new LinkedHashSet<>();
    for (Run run : runs) {
      EnvironmentDifferences.of(runs.get(0).environment(), run.environment()).stream()
          .map(Difference::fact)
          .forEach(names::add);
    }
    Map<String, List<String>> facts = new LinkedHashMap<>();
    names.stream()
        .sorted()
        .forEach(
            name -> {
              List<String> values = new ArrayList<>();
              runs.forEach(
                  run -> values.add(EnvironmentDifferences.facts(run.environment()).get(name)));
              facts.put(name, values);
            });
    return facts;
  }
}
