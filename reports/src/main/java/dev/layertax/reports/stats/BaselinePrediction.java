package dev.layertax.reports.stats;

import java.util.List;

/**
 * What a new run's blocks say against those of earlier runs.
 *
 * <p>Two runs of the same differ by more than their blocks do: a reboot, another place on the disk,
 * another hour. So the new mean is held against what one more run could show, not against the old
 * mean's own interval: with R earlier runs whose means have the standard deviation S, the
 * difference has the variance S²(1 + 1/R) and R − 1 degrees of freedom. S² holds the blocks' noise
 * for as many blocks as the earlier runs had; what a new run of fewer or noisier blocks has more is
 * added. No further block takes the part between runs away.
 *
 * <p>Source: the prediction interval of one future mean, Hahn and Meeker, Statistical Intervals
 * (1991), section 4.8; against values of scipy.stats.t in the test.
 */
public final class BaselinePrediction {

  private BaselinePrediction() {}

  /**
   * How far apart earlier runs are.
   *
   * @param runs that have blocks
   * @param mean of the runs' means; NaN without a run
   * @param sd between the runs' means; NaN below two runs
   * @param reach above the mean that one more run of the same, with as many blocks, exceeds by a
   *     chance of .01; NaN below two runs
   */
  public record Spread(int runs, double mean, double sd, double reach) {}

  /**
   * The spread of earlier runs.
   *
   * @param past {@code double[run][block]}, log costs
   */
  public static Spread spread(List<double[]> past) {
    double[] means =
        past.stream().filter(run -> run.length > 0).mapToDouble(MeanEstimate::mean).toArray();
    MeanEstimate mean = MeanEstimate.of(means, .95);
    double reach =
        means.length < 2
            ? Double.NaN
            : MeanEstimate.upperQuantile(means.length - 1, .01)
                * mean.sd()
                * StrictMath.sqrt(1 + 1.0 / means.length);
    return new Spread(means.length, mean.mean(), mean.sd(), reach);
  }

  /**
   * Evidence about the new run's log change.
   *
   * @param past {@code double[run][block]}, log costs; runs without a block are left out
   * @param now {@code double[block]}, log costs
   * @return above 0 for what costs more now; decides nothing with fewer than two earlier runs, or
   *     without a block
   */
  public static Evidence of(List<double[]> past, double[] now) {
    List<double[]> runs = past.stream().filter(blocks -> blocks.length > 0).toList();
    int count = runs.size();
    if (count == 0 || now.length == 0) {
      return new Evidence(Double.NaN, Double.NaN, 0, now.length);
    }
    MeanEstimate means =
        MeanEstimate.of(runs.stream().mapToDouble(MeanEstimate::mean).toArray(), .95);
    MeanEstimate latest = MeanEstimate.of(now, .95);
    double estimate = latest.mean() - means.mean();
    if (count == 1) {
      return new Evidence(estimate, Double.NaN, 0, now.length);
    }
    double between = means.sd() * means.sd() * (1 + 1.0 / count);
    double blocks =
        StrictMath.max(0, blockVariance(runs, latest) / now.length - pastMeanVariance(runs));
    return new Evidence(
        estimate, StrictMath.sqrt(between + blocks), between, count - 1.0, now.length);
  }

  /** Of the new run's blocks, where it has two; else as the earlier ones had it. */
  private static double blockVariance(List<double[]> runs, MeanEstimate latest) {
    return latest.n() > 1 ? latest.sd() * latest.sd() : pooledVariance(runs);
  }

  /** What the noise of blocks adds to the variance of an earlier run's mean, on average. */
  private static double pastMeanVariance(List<double[]> runs) {
    double inverse = 0;
    for (double[] blocks : runs) {
      inverse += 1.0 / blocks.length;
    }
    return pooledVariance(runs) * inverse / runs.size();
  }

  private static double pooledVariance(List<double[]> runs) {
    double squares = 0;
    int degrees = 0;
    for (double[] blocks : runs) {
      squares += MeanEstimate.sumOfSquares(blocks, MeanEstimate.mean(blocks));
      degrees += blocks.length - 1;
    }
    return degrees == 0 ? 0 : squares / degrees;
  }
}
