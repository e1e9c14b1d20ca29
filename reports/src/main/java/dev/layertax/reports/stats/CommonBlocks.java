package dev.layertax.reports.stats;

import java.util.List;
import java.util.NavigableMap;

/** Costs of several cells in the blocks that measured all of them. */
final class CommonBlocks {

  private CommonBlocks() {}

  /** Blocks that every one of them has, in order. */
  static List<Integer> of(List<NavigableMap<Integer, Double>> costs) {
    return costs.get(0).keySet().stream()
        .filter(block -> costs.stream().allMatch(each -> each.containsKey(block)))
        .toList();
  }

  /** {@code double[block]}. */
  static double[] differences(
      List<Integer> blocks,
      NavigableMap<Integer, Double> from,
      NavigableMap<Integer, Double> taken) {
    return blocks.stream().mapToDouble(block -> from.get(block) - taken.get(block)).toArray();
  }

  static double mean(List<Integer> blocks, NavigableMap<Integer, Double> costs) {
    return MeanEstimate.mean(blocks.stream().mapToDouble(costs::get).toArray());
  }
}
