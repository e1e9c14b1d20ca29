package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How fast the machine was from block to block: costs relative to their own median over the run, 1
 * where it was as ever, 2 where all took twice as long. Blocks set aside are in it.
 *
 * @param sentinels by sentinel, its relative cost by block
 * @param cells by block, the median of every measured cell's relative cost
 */
public record RunTimeline(
    Map<Cell, NavigableMap<Integer, Double>> sentinels, NavigableMap<Integer, Double> cells) {

  /** Of forks by cell, as {@link ForkTrace} has them. */
  public static RunTimeline of(Run run, Map<Cell, List<ForkTrace>> forks) {
    Map<Cell, NavigableMap<Integer, Double>> sentinels = new LinkedHashMap<>();
    for (PlannedCell planned : run.plan().sentinels()) {
      if (forks.containsKey(planned.cell())) {
        sentinels.put(planned.cell(), relative(forks.get(planned.cell())));
      }
    }
    NavigableMap<Integer, List<Double>> byBlock = new TreeMap<>();
    for (PlannedCell planned : run.plan().cells()) {
      relative(forks.getOrDefault(planned.cell(), List.of()))
          .forEach(
              (block, cost) -> byBlock.computeIfAbsent(block, b -> new ArrayList<>()).add(cost));
    }
    NavigableMap<Integer, Double> cells = new TreeMap<>();
    byBlock.forEach((block, costs) -> cells.put(block, median(costs)));
    return new RunTimeline(sentinels, cells);
  }

  private static NavigableMap<Integer, Double> relative(List<ForkTrace> forks) {
    double median = median(forks.stream().map(ForkTrace::cost).toList());
    NavigableMap<Integer, Double> relative = new TreeMap<>();
    forks.forEach(fork -> relative.put(fork.block(), fork.cost() / median));
    return relative;
  }

  private static double median(Collection<Double> values) {
    return Series.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
