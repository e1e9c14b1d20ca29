package dev.layertax.reports.stats;

import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a fork had settled when it was measured.
 *
 * <p>The trace is the measured iterations, with the last warm-up iteration before them when it was
 * not the only one, as a log of cost. A fork is unsteady when the median of the later half differs
 * from that of the earlier half by more than a factor of 1.1, and the two-sample t test tells the
 * halves apart at 1 %; so chance flags at most about one settled fork in a hundred, however short
 * the trace. The middle of an odd trace belongs to neither half. A trace under four points tells
 * nothing and is not flagged.
 *
 * <p>Note: a fixed number of standard errors in place of the t quantile flagged one in sixteen
 * settled forks of four points.
 *
 * <p>Note: change-point methods (Barrett et al. 2017) need hundreds of iterations, a fork here has
 * a handful.
 */
final class SteadyState {

  private static final double LOG_FACTOR = StrictMath.log(1.1);

  /** Of the t test: one settled fork in a hundred is flagged by chance. */
  private static final double CONFIDENCE = .99;

  private static final int SHORTEST_TRACE = 4;

  private SteadyState() {}

  static boolean lacking(Fork fork) {
    List<Iteration> trace = new ArrayList<>(fork.iterations());
    if (fork.warmup().size() > 1) {
      trace.add(0, fork.warmup().get(fork.warmup().size() - 1));
    }
    if (trace.size() < SHORTEST_TRACE) {
      return false;
    }
    double[] logs =
        trace.stream().mapToDouble(each -> StrictMath.log(each.secondsPerOp())).toArray();
    int half = logs.length / 2;
    double[] early = Arrays.copyOfRange(logs, 0, half);
    double[] late = Arrays.copyOfRange(logs, logs.length - half, logs.length);
    double change = StrictMath.abs(Series.median(late) - Series.median(early));
    return change > LOG_FACTOR && differ(early, late);
  }

  /** Source: scipy.stats.ttest_ind(early, late).pvalue &lt; .01, of halves equally long. */
  private static boolean differ(double[] early, double[] late) {
    double difference = StrictMath.abs(MeanEstimate.mean(late) - MeanEstimate.mean(early));
    double error = spread(early, late) * StrictMath.sqrt(2.0 / early.length);
    double degrees = early.length + late.length - 2.0;
    return difference > MeanEstimate.quantile(degrees, CONFIDENCE) * error;
  }

  /** Pooled standard deviation within the halves. */
  private static double spread(double[] early, double[] late) {
    double squares =
        MeanEstimate.sumOfSquares(early, MeanEstimate.mean(early))
            + MeanEstimate.sumOfSquares(late, MeanEstimate.mean(late));
    return StrictMath.sqrt(squares / (early.length + late.length - 2));
  }
}
