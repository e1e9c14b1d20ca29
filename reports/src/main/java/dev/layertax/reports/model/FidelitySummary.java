package dev.layertax.reports.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One engine against another over all that a run asked both; an entry of {@code fidelitySummaries}
 * in {@code results.json}.
 *
 * <p>The whole is taken over every target of every question, those of which both advantages are
 * {@link Verdict#EQUIVALENT} included, with their ratio like any other: nothing is chosen.
 *
 * @param engine what is judged
 * @param referenceEngine what it is held against
 * @param advantages entries of {@code fidelity} for this pair
 * @param measured those with a ratio
 * @param within those whose ratio lies within {@link Fidelity#TOLERANCE}, or of which both
 *     advantages are EQUIVALENT
 * @param agreeing verdicts AGREES
 * @param differing verdicts DIFFERS
 * @param undecided verdicts INCONCLUSIVE
 * @param geometricMeanError exp(mean |log ratio|) − 1 over those measured, a fraction; noise makes
 *     it larger. NaN when none was measured
 * @param noiseError what {@code geometricMeanError} would be about if every true ratio were 1 and
 *     the blocks as noisy as they are: exp(√(2/π) · mean standard error) − 1. NaN without two
 *     blocks
 * @param worst the entry furthest from 1; null when none was measured
 * @param verdict AGREES when every entry does and {@code geometricMeanError} is at most {@link
 *     #MOST_MEAN_ERROR}; DIFFERS when any entry does
 */
public record FidelitySummary(
    String engine,
    String referenceEngine,
    int advantages,
    int measured,
    int within,
    int agreeing,
    int differing,
    int undecided,
    double geometricMeanError,
    double noiseError,
    Worst worst,
    Fidelity.Agreement verdict) {

  /** The largest geometric mean error of an engine that is like its reference, as a fraction. */
  public static final double MOST_MEAN_ERROR = .10;

  /** The entry whose ratio is furthest from 1. */
  public record Worst(
      String workload, SortedMap<String, String> params, Target target, double ratio) {
    public Worst {
      params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }
  }
}
