package dev.layertax.reports.model;

import dev.layertax.reports.model.Fidelity.Agreement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database's advantage on one target beside what the hand-made workloads with its write pattern
 * say of it; an entry of {@code predictions} in {@code results.json}.
 *
 * <p>Every figure is of the blocks that measured all of them, on target and writable layer.
 *
 * @param engine both were measured on
 * @param workload name of the database's workload
 * @param params its parameters
 * @param target whose advantage over the writable layer it is
 * @param patterns the hand-made workloads, as {@link Cell#question()} has them
 * @param advantage of the database, as {@link Comparison#ratio}; NaN when no block has all
 * @param advantageLow lower bound of its interval; NaN with fewer than two blocks
 * @param advantageHigh upper bound of its interval
 * @param predicted the cost of one operation of each pattern on the layer, divided by theirs on the
 *     target
 * @param predictedLow lower bound of its interval
 * @param predictedHigh upper bound of its interval
 * @param ratio predicted divided by the database's own; above 1 the pattern promises more than the
 *     database keeps
 * @param low lower bound of the ratio's interval; NaN with fewer than two blocks
 * @param high upper bound of the ratio's interval
 * @param confidence of every interval, in (0,1): the plan's
 * @param blocks blocks used
 * @param verdict whether the ratio is within {@link Fidelity#TOLERANCE} of 1
 */
public record Prediction(
    String engine,
    String workload,
    SortedMap<String, String> params,
    Target target,
    List<String> patterns,
    double advantage,
    double advantageLow,
    double advantageHigh,
    double predicted,
    double predictedLow,
    double predictedHigh,
    double ratio,
    double low,
    double high,
    double confidence,
    int blocks,
    Agreement verdict) {
  public Prediction {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    patterns = List.copyOf(patterns);
  }

  /** The database's cell. */
  public Cell cell() {
    return new Cell(engine, workload, params, target);
  }

  /** Whether any block measured all of it. */
  public boolean measured() {
    return ratio > 0 && Double.isFinite(ratio);
  }
}
