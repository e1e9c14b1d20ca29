package dev.layertax.reports.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One advantage on two engines of a run; an entry of {@code fidelity} in {@code results.json}.
 *
 * <p>Every figure is of the blocks that measured all four cells: target and writable layer on
 * either engine.
 *
 * @param engine what is judged
 * @param referenceEngine a more real engine of the run that asks the question: {@code docker},
 *     {@code kernel}
 * @param workload name of the workload
 * @param params its parameters
 * @param target whose advantage over the writable layer it is
 * @param advantage on the engine, as {@link Comparison#ratio}; NaN when no block has all four
 * @param advantageLow lower bound of its interval; NaN with fewer than two blocks
 * @param advantageHigh upper bound of its interval
 * @param referenceAdvantage on the reference engine
 * @param referenceLow lower bound of its interval
 * @param referenceHigh upper bound of its interval
 * @param ratio advantage divided by the reference engine's; above 1 the engine overstates what the
 *     target saves
 * @param low lower bound of the ratio's interval; NaN with fewer than two blocks
 * @param high upper bound of the ratio's interval
 * @param confidence of every interval, in (0,1): the plan's
 * @param blocks blocks used
 * @param logRatioSd standard deviation of the blocks' log ratios; NaN with fewer than two blocks
 * @param bothEquivalent both engines' comparisons are {@link Verdict#EQUIVALENT}
 * @param verdict what the numbers support
 */
public record Fidelity(
    String engine,
    String referenceEngine,
    String workload,
    SortedMap<String, String> params,
    Target target,
    double advantage,
    double advantageLow,
    double advantageHigh,
    double referenceAdvantage,
    double referenceLow,
    double referenceHigh,
    double ratio,
    double low,
    double high,
    double confidence,
    int blocks,
    double logRatioSd,
    boolean bothEquivalent,
    Agreement verdict) {

  /** Engines agree within this, as a fraction: a ratio between 1/1.25 and 1.25. */
  public static final double TOLERANCE = .25;

  /** What the numbers say of two engines. */
  public enum Agreement {
    /**
     * Two one-sided tests place the ratio within {@link #TOLERANCE} of 1, or both advantages are
     * {@link Verdict#EQUIVALENT}.
     */
    AGREES,
    /**
     * The ratio's interval lies outside the tolerance and, of blocks enough for it to speak, the
     * signed-rank test says so too.
     */
    DIFFERS,
    /** The numbers do not decide. */
    INCONCLUSIVE
  }

  public Fidelity {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** The judged cell. */
  public Cell cell() {
    return new Cell(engine, workload, params, target);
  }

  /** Whether any block measured all four cells. */
  public boolean measured() {
    return ratio > 0 && Double.isFinite(ratio);
  }

  /** Whether the estimate itself, its interval aside, lies within {@link #TOLERANCE} of 1. */
  public boolean within() {
    return ratio <= 1 + TOLERANCE && ratio >= 1 / (1 + TOLERANCE);
  }
}
