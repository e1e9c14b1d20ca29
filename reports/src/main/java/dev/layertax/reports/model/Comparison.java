package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One target against its reference over the blocks of a run; an entry of {@code comparisons} or
 * {@code controls} in {@code results.json}.
 *
 * @param engine name of the engine
 * @param workload name of the workload
 * @param params its parameters
 * @param target what is judged
 * @param reference what it is held against: the writable layer, or in a control the other of two
 *     targets that must not differ
 * @param ratio cost per operation on the reference divided by cost per operation on the target, the
 *     geometric mean over blocks; above 1 the target is faster. NaN when no block has both
 * @param low lower bound of the ratio's interval; NaN with fewer than two blocks
 * @param high upper bound of the ratio's interval; NaN with fewer than two blocks
 * @param confidence of the interval, in (0,1): the plan's; of a control, such that all controls of
 *     the run together keep the plan's
 * @param blocks blocks used
 * @param pValue two-sided, of the ratio being 1, paired t on the blocks' log ratios
 * @param signedRankPValue two-sided exact Wilcoxon signed-rank p-value on the same differences
 * @param verdict what the numbers support
 * @param flags doubts in one word each, for example {@code shape}, {@code few-blocks}, {@code
 *     order}; empty for none
 * @param costPerOpSeconds cost of one operation on the target, geometric mean over blocks
 * @param costLowSeconds lower bound of its interval
 * @param costHighSeconds upper bound of its interval
 * @param referenceCostPerOpSeconds cost of one operation on the reference
 * @param minimumDetectableEffect the smallest true difference from 1, as a fraction, that this many
 *     blocks of this spread find with power .8; NaN with fewer than two blocks
 * @param blocksNeeded blocks that would narrow the interval to the equivalence margin; 0 when the
 *     run has them, -1 when it cannot be told
 * @param logRatioSd standard deviation of the blocks' log ratios
 * @param lag1Correlation of the log ratios in block order; NaN when it cannot be told
 * @param blockRatios each used block's ratio, in block order
 * @param equivalencePValue of two one-sided tests against the plan's equivalence margin; NaN with
 *     fewer than two blocks
 * @param orderEffect the ratio in the blocks that visited the target before the reference, divided
 *     by the ratio in the others; NaN when it cannot be told
 */
public record Comparison(
    String engine,
    String workload,
    SortedMap<String, String> params,
    Target target,
    Target reference,
    double ratio,
    double low,
    double high,
    double confidence,
    int blocks,
    double pValue,
    double signedRankPValue,
    Verdict verdict,
    List<String> flags,
    double costPerOpSeconds,
    double costLowSeconds,
    double costHighSeconds,
    double referenceCostPerOpSeconds,
    double minimumDetectableEffect,
    int blocksNeeded,
    double logRatioSd,
    double lag1Correlation,
    List<Double> blockRatios,
    double equivalencePValue,
    double orderEffect) {
  public Comparison {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    flags = List.copyOf(flags);
    blockRatios = List.copyOf(blockRatios);
  }

  /** A comparison of which neither equivalence nor the order of visits was tested. */
  public Comparison(
      String engine,
      String workload,
      SortedMap<String, String> params,
      Target target,
      Target reference,
      double ratio,
      double low,
      double high,
      double confidence,
      int blocks,
      double pValue,
      double signedRankPValue,
      Verdict verdict,
      List<String> flags,
      double costPerOpSeconds,
      double costLowSeconds,
      double costHighSeconds,
      double referenceCostPerOpSeconds,
      double minimumDetectableEffect,
      int blocksNeeded,
      double logRatioSd,
      double lag1Correlation,
      List<Double> blockRatios) {
    this(
        engine,
        workload,
        params,
        target,
        reference,
        ratio,
        low,
        high,
        confidence,
        blocks,
        pValue,
        signedRankPValue,
        verdict,
        flags,
        costPerOpSeconds,
        costLowSeconds,
        costHighSeconds,
        referenceCostPerOpSeconds,
        minimumDetectableEffect,
        blocksNeeded,
        logRatioSd,
        lag1Correlation,
        blockRatios,
        Double.NaN,
        Double.NaN);
  }

  /** The judged cell. */
  public Cell cell() {
    return new Cell(engine, workload, params, target);
  }
}
