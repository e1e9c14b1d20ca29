package dev.layertax.reports.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A share of trials with its exact interval (Clopper and Pearson 1934).
 *
 * @param share successes over trials; NaN of no trial
 * @param low lower bound, in [0,1]
 * @param high upper bound, in [0,1]
 */
public record BinomialEstimate(double share, double low, double high) {

  /**
   * Source: scipy.stats.binomtest(successes, trials).proportion_ci(confidence, method="exact").
   *
   * @param successes 0 to {@code trials}
   * @param confidence of the two-sided interval, in (0,1)
   * @throws IllegalArgumentException when the numbers are out of their ranges
   */
  public static BinomialEstimate of(int successes, int trials, double confidence) {
    if (successes < 0 || successes > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "a share needs 0 to all trials and a confidence in (0,1), got "
              + successes
              + " of "
              + trials
              + " at "
              + confidence);
    }
    double tail = (1 - confidence) / 2;
    double low =
        successes == 0
            ? 0
            : BetaDistribution.of(successes, trials - successes + 1.0)
                .inverseCumulativeProbability(tail);
    double high =
        successes == trials
            ? 1
            : BetaDistribution.of(successes + 1.0, trials - successes)
                .inverseSurvivalProbability(tail);
    return new BinomialEstimate(trials == 0 ? Double.NaN : (double) successes / trials, low, high);
  }
}
