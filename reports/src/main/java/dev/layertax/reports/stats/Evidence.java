package dev.layertax.reports.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What some blocks say about one effect on the log scale.
 *
 * @param estimate of the effect; NaN when there is none
 * @param standardError of the estimate, 0 or above; NaN when it cannot be told
 * @param irreducible the part of the estimate's variance that no further block takes away, 0 or
 *     above: 0 for differences within a run, the spread between runs for a baseline
 * @param degrees of freedom of the standard error, above 0
 * @param blocks that the estimate stands on
 */
public record Evidence(
    double estimate, double standardError, double irreducible, double degrees, int blocks) {

  /** Evidence whose whole variance shrinks with the blocks. */
  public Evidence(double estimate, double standardError, double degrees, int blocks) {
    this(estimate, standardError, 0, degrees, blocks);
  }

  /**
   * The mean of a run's own differences.
   *
   * @param differences {@code double[block]}; fewer than two decide nothing
   */
  public static Evidence of(double[] differences) {
    MeanEstimate mean = MeanEstimate.of(differences, .95);
    return new Evidence(
        mean.mean(), mean.sd() / StrictMath.sqrt(mean.n()), mean.n() - 1.0, mean.n());
  }

  /** Whether it can decide anything at all. */
  public boolean decides() {
    return Double.isFinite(estimate) && Double.isFinite(standardError) && degrees > 0;
  }

  /**
   * Whether its blocks do not differ by the last bit, which measurements never do: a clock that
   * stands still, or one sample copied.
   */
  public boolean isIdentical() {
    return blocks >= 2 && standardError == 0;
  }

  /**
   * One-sided p-value of the effect being no more than the bound.
   *
   * <p>Source: scipy.stats.t.sf((estimate - bound) / se, degrees).
   *
   * @return in [0,1]; 1 where it decides nothing
   */
  double pAbove(double bound) {
    if (!decides()) {
      return 1;
    }
    if (standardError == 0) {
      return estimate > bound ? 0 : 1;
    }
    return TDistribution.of(degrees).survivalProbability((estimate - bound) / standardError);
  }

  /** One-sided p-value of the effect being no less than the bound, in [0,1]. */
  double pBelow(double bound) {
    return new Evidence(-estimate, standardError, irreducible, degrees, blocks).pAbove(-bound);
  }

  /**
   * The one-sided bounds' distance from the estimate.
   *
   * @param level of each bound, in (0,.5)
   * @return infinite where it decides nothing
   */
  public double reach(double level) {
    return decides()
        ? MeanEstimate.upperQuantile(degrees, level) * standardError
        : Double.POSITIVE_INFINITY;
  }

  /** The same spread seen in another number of blocks, at least 2. */
  Evidence in(int otherBlocks) {
    double shrinking =
        StrictMath.max(0, standardError * standardError - irreducible) * blocks / otherBlocks;
    boolean ownDifferences = irreducible == 0;
    return new Evidence(
        estimate,
        StrictMath.sqrt(irreducible + shrinking),
        irreducible,
        ownDifferences ? degrees + otherBlocks - blocks : degrees,
        otherBlocks);
  }
}
