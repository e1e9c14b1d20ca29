package dev.layertax.reports.stats;

/**
 * A ratio held against a floor: one-sided t bounds on the blocks' log ratios.
 *
 * @param low lower bound of the ratio
 * @param high upper bound of the ratio
 * @param detectable the smallest true distance from the floor, as a fraction of it, that these
 *     blocks decide with power .8
 * @param blocksNeeded blocks that would decide with power .8 if the estimate is the truth; -1 when
 *     no number up to {@link #MOST_BLOCKS} would
 */
public record FloorTest(double low, double high, double detectable, int blocksNeeded) {

  /** More than any run is willing to make. */
  public static final int MOST_BLOCKS = 10_000;

  private static final double POWER = .8;

  /**
   * Bounds of a ratio at one-sided level {@code alpha} each, and what would decide.
   *
   * <p>Source: t on block differences, as {@code scipy.stats.t.ppf(1 - alpha, blocks - 1)}; power
   * by the usual shifted-t approximation, {@code (t(1-alpha) + t(power)) * sd / sqrt(n)}: a tenth
   * too small at four blocks, a fortieth at eight, against {@code scipy.stats.nct}.
   *
   * @param ratio geometric mean over blocks, above 0
   * @param logRatioSd standard deviation of the blocks' log ratios, 0 or above
   * @param blocks at least 2
   * @param floor above 0
   * @param alpha chance of a wrong decision on each side, in (0,.5)
   * @throws IllegalArgumentException when an argument is out of its range
   */
  public static FloorTest of(
      double ratio, double logRatioSd, int blocks, double floor, double alpha) {
    if (!(ratio > 0 && logRatioSd >= 0 && blocks >= 2 && floor > 0 && alpha > 0 && alpha < .5)) {
      throw new IllegalArgumentException(
          "a floor test needs ratio and floor above 0, a spread of 0 or above, 2 or more blocks and"
              + " a level in (0,.5), got "
              + ratio
              + ", "
              + floor
              + ", "
              + logRatioSd
              + ", "
              + blocks
              + ", "
              + alpha);
    }
    double mean = StrictMath.log(ratio);
    double half = quantile(1 - alpha, blocks) * logRatioSd / StrictMath.sqrt(blocks);
    return new FloorTest(
        StrictMath.exp(mean - half),
        StrictMath.exp(mean + half),
        StrictMath.expm1(decidable(logRatioSd, blocks, alpha)),
        needed(StrictMath.abs(mean - StrictMath.log(floor)), logRatioSd, alpha));
  }

  /** The log distance that is decided with the wanted power. */
  private static double decidable(double sd, int blocks, double alpha) {
    return (quantile(1 - alpha, blocks) + quantile(POWER, blocks)) * sd / StrictMath.sqrt(blocks);
  }

  private static int needed(double distance, double sd, double alpha) {
    if (decidable(sd, MOST_BLOCKS, alpha) > distance) {
      return -1;
    }
    int enough = MOST_BLOCKS;
    int tooFew = 1;
    // The decidable distance falls with every block, so halving finds the first that is enough.
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (decidable(sd, middle, alpha) > distance) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  private static double quantile(double probability, int blocks) {
    return MeanEstimate.upperQuantile(blocks - 1.0, 1 - probability);
  }
}
