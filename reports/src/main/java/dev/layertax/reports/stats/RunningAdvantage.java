package dev.layertax.reports.stats;

import dev.layertax.reports.model.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison would have said after each of its blocks.
 *
 * <p>A picture and no test: whoever looks after every block and stops when it pleases is wrong more
 * often than the interval says (Armitage, McPherson and Rowe 1969); {@link Looks} are for that.
 *
 * @param blocks that had come in, at least 2
 * @param ratio the advantage estimated from them
 * @param low lower bound of its t interval
 * @param high upper bound
 */
public record RunningAdvantage(int blocks, double ratio, double low, double high) {

  /** After so many blocks at most is one shown; the first two and the last always are. */
  private static final int MOST = 24;

  /** In order of blocks, the last as the comparison has it; empty below two blocks. */
  public static List<RunningAdvantage> of(Comparison comparison) {
    List<Double> ratios = comparison.blockRatios();
    int step = (ratios.size() + MOST - 1) / MOST;
    List<RunningAdvantage> all = new ArrayList<>();
    for (int n = 2; n <= ratios.size(); n++) {
      if (n == 2 || n == ratios.size() || n % step == 0) {
        double[] logs = ratios.subList(0, n).stream().mapToDouble(StrictMath::log).toArray();
        MeanEstimate estimate = MeanEstimate.of(logs, comparison.confidence());
        all.add(
            new RunningAdvantage(
                n,
                StrictMath.exp(estimate.mean()),
                StrictMath.exp(estimate.low()),
                StrictMath.exp(estimate.high())));
      }
    }
    return all;
  }
}
