package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One fork's way from its first iteration to its last, that of a block set aside too.
 *
 * @param block number of the block, from 0
 * @param warmup seconds per operation of each warm-up iteration, in order; may be empty
 * @param measured seconds per operation of each measured iteration, in order, at least one
 * @param cost the one value it counts for, in seconds per operation
 * @param unsteady whether it still became faster or slower while it was measured
 */
public record ForkTrace(
    int block, List<Double> warmup, List<Double> measured, double cost, boolean unsteady) {

  public ForkTrace {
    warmup = List.copyOf(warmup);
    measured = List.copyOf(measured);
  }

  /** Every fork that reported, by cell, in order of blocks; sentinels too. */
  public static Map<Cell, List<ForkTrace>> of(Run run) {
    return run.samples().stream()
        .filter(Sample::succeeded)
        .sorted(Comparator.comparingInt(Sample::block))
        .collect(
            Collectors.groupingBy(
                Sample::cell, Collectors.mapping(ForkTrace::of, Collectors.toList())));
  }

  private static ForkTrace of(Sample sample) {
    return new ForkTrace(
        sample.block(),
        sample.fork().warmup().stream().map(Iteration::secondsPerOp).toList(),
        sample.fork().iterations().stream().map(Iteration::secondsPerOp).toList(),
        StrictMath.exp(Visits.logCost(sample)),
        SteadyState.lacking(sample.fork()));
  }
}
