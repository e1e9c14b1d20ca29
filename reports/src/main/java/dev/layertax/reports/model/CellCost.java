package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one cell costs in absolute terms.
 *
 * @param cell the cell
 * @param secondsPerOp geometric mean over blocks of the fork's median iteration
 * @param low lower bound of its interval; NaN with fewer than two blocks
 * @param high upper bound of its interval; NaN with fewer than two blocks
 * @param blocks blocks used
 * @param failures visits that failed
 * @param unsteadyForks forks flagged for not reaching a steady state; flagged, never dropped
 * @param percentiles latency by name ({@code p50}, {@code p95}, {@code p99}, {@code p99.9}) from
 *     merged fork histograms; those that the sample cannot carry are absent
 * @param overheadSeconds median time around the measuring, by step
 */
public record CellCost(
    Cell cell,
    double secondsPerOp,
    double low,
    double high,
    int blocks,
    int failures,
    int unsteadyForks,
    List<Percentile> percentiles,
    SortedMap<String, Double> overheadSeconds) {
  public CellCost {
    percentiles = List.copyOf(percentiles);
    overheadSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(overheadSeconds));
  }

  /**
   * One latency percentile.
   *
   * @param name {@code p50}, {@code p99.9}
   * @param percent in (0,100)
   * @param seconds the latency
   * @param low lower bound by block bootstrap-t; NaN below 20 blocks
   * @param high upper bound; NaN below 20 blocks
   */
  public record Percentile(String name, double percent, double seconds, double low, double high) {}
}
