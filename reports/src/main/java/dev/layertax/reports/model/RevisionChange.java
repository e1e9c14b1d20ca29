package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cell of the new revision against the same of the old one, measured in the same blocks; an entry
 * of {@code revisions} in {@code results.json}.
 *
 * @param engine name of the engine
 * @param workload name of the workload
 * @param params its parameters
 * @param target where it wrote
 * @param ratio cost of the new revision divided by cost of the old one, the geometric mean over
 *     blocks; above 1 the new one is slower. NaN when no block has both
 * @param low lower bound of the ratio's interval; NaN with fewer than two blocks
 * @param high upper bound of the ratio's interval; NaN with fewer than two blocks
 * @param confidence of the interval, in (0,1)
 * @param blocks blocks used
 * @param pValue two-sided, of the ratio being 1, paired t on the blocks' log ratios
 * @param verdict of the new revision: FASTER or SLOWER than the old one, EQUIVALENT within the
 *     plan's margin, or INCONCLUSIVE
 * @param costPerOpSeconds of the new revision
 * @param oldCostPerOpSeconds of the old one
 * @param minimumDetectableEffect the smallest true change, as a fraction, found with power .8
 * @param logRatioSd standard deviation of the blocks' log ratios
 * @param blockRatios each used block's ratio, in block order
 */
public record RevisionChange(
    String engine,
    String workload,
    SortedMap<String, String> params,
    Target target,
    double ratio,
    double low,
    double high,
    double confidence,
    int blocks,
    double pValue,
    Verdict verdict,
    double costPerOpSeconds,
    double oldCostPerOpSeconds,
    double minimumDetectableEffect,
    double logRatioSd,
    List<Double> blockRatios) {
  public RevisionChange {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    blockRatios = List.copyOf(blockRatios);
  }

  /** The cell of the new revision. */
  public Cell cell() {
    return new Cell(engine, workload, params, target);
  }
}
