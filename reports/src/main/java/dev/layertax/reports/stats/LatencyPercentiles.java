package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost.Percentile;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Latency percentiles of a cell from its merged fork histograms. */
final class LatencyPercentiles {

  /** A percentile needs this many sampled operations above it to mean anything. */
  private static final int FEWEST_ABOVE = 10;

  private static final int FEWEST_BLOCKS = 20;
  private static final double NANOS_PER_SECOND = 1e9;

  /** By name, in percent. */
  private static final SortedMap<String, Double> WANTED =
      new TreeMap<>(Map.of("p50", 50.0, "p95", 95.0, "p99", 99.0, "p99.9", 99.9, "p99.99", 99.99));

  private LatencyPercentiles() {}

  static List<Percentile> of(Cell cell, Collection<Sample> samples, Plan plan) {
    BlockHistograms histograms =
        BlockHistograms.of(samples.stream().map(sample -> sample.fork().latencies()).toList());
    List<Percentile> percentiles = new ArrayList<>();
    WANTED.forEach(
        (name, percent) -> {
          double above = histograms.totalCount() * (100 - percent) / 100;
          // A hair less, as 100 − 99.9 is no exact tenth.
          if (above >= FEWEST_ABOVE - 1e-6) {
            percentiles.add(percentile(name, percent, histograms, cell, plan));
          }
        });
    return percentiles;
  }

  private static Percentile percentile(
      String name, double percent, BlockHistograms histograms, Cell cell, Plan plan) {
    double seconds = histograms.nanosAt(percent) / NANOS_PER_SECOND;
    if (histograms.blocks() < FEWEST_BLOCKS) {
      return new Percentile(name, percent, seconds, Double.NaN, Double.NaN);
    }
    BlockHistograms.Merged merged = histograms.merged(percent);
    BootstrapT.Statistic statistic =
        new BootstrapT.Statistic() {
          @Override
          public double of(int[] weights) {
            return logSeconds(merged.nanos(weights));
          }

          @Override
          public double without(int[] weights, int block) {
            return logSeconds(merged.nanosWithout(weights, block));
          }
        };
    BootstrapT.Interval interval =
        BootstrapT.interval(
            histograms.blocks(),
            statistic,
            plan.confidence(),
            31 * (31 * plan.seed() + cell.toString().hashCode()) + name.hashCode());
    return new Percentile(
        name, percent, seconds, StrictMath.exp(interval.low()), StrictMath.exp(interval.high()));
  }

  /** Of a nanosecond at least: a latency under the clock's grain has no log. */
  private static double logSeconds(long nanos) {
    return StrictMath.log(StrictMath.max(1L, nanos) / NANOS_PER_SECOND);
  }
}
