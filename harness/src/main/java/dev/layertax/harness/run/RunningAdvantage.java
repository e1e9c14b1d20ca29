package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The advantage so far, for the progress line only: the geometric mean over blocks that have both
 * of the layer's cost divided by the target's. The report's estimate, with its interval, is made
 * from the run directory.
 */
final class RunningAdvantage {

  private final Map<Cell, Map<Integer, Double>> logCosts = new HashMap<>();

  void record(Sample sample) {
    if (sample.succeeded()) {
      logCosts
          .computeIfAbsent(sample.cell(), cell -> new HashMap<>())
          .put(sample.block(), Math.log(medianSecondsPerOp(sample.fork())));
    }
  }

  /**
   * Above 1 the target is faster; empty for the layer, for sentinels and until a block has both.
   */
  OptionalDouble of(Cell cell) {
    Map<Integer, Double> own = logCosts.getOrDefault(cell, Map.of());
    Map<Integer, Double> layer = logCosts.getOrDefault(cell.on(Target.WRITABLE_LAYER), Map.of());
    if (cell.target() == Target.WRITABLE_LAYER) {
      return OptionalDouble.empty();
    }
    OptionalDouble mean =
        own.keySet().stream()
            .filter(layer::containsKey)
            .mapToDouble(block -> layer.get(block) - own.get(block))
            .average();
    return mean.isPresent() ? OptionalDouble.of(Math.exp(mean.getAsDouble())) : mean;
  }

  private static double medianSecondsPerOp(Fork fork) {
    double[] sorted =
        fork.iterations().stream().mapToDouble(Iteration::secondsPerOp).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
