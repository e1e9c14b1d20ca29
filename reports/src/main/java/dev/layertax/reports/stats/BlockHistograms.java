package dev.layertax.reports.stats;

import dev.layertax.reports.model.Latencies;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The fork histograms of a cell over one common scale, quick to merge in any weights.
 *
 * <p>The scale is HdrHistogram's with three significant digits; a percentile is, as there, the
 * highest latency equivalent to the one that reaches the rank.
 */
final class BlockHistograms {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final long[] scale;
  private final long[][] cumulative;
  private final long totalCount;

  private BlockHistograms(long[] scale, long[][] cumulative) {
    this.scale = scale;
    this.cumulative = cumulative;
    this.totalCount = Arrays.stream(cumulative).mapToLong(BlockHistograms::last).sum();
  }

  /** Forks without sampled latencies take no part. */
  static BlockHistograms of(List<Latencies> forks) {
    Histogram buckets = new Histogram(SIGNIFICANT_DIGITS);
    buckets.setAutoResize(true);
    List<Latencies> sampled = forks.stream().filter(each -> !each.isEmpty()).toList();
    long[] scale =
        sampled.stream()
            .flatMapToLong(each -> Arrays.stream(each.nanos()))
            .map(buckets::highestEquivalentValue)
            .sorted()
            .distinct()
            .toArray();
    long[][] cumulative = new long[sampled.size()][scale.length];
    for (int block = 0; block < cumulative.length; block++) {
      Latencies fork = sampled.get(block);
      for (int i = 0; i < fork.nanos().length; i++) {
        long bucket = buckets.highestEquivalentValue(fork.nanos()[i]);
        cumulative[block][Arrays.binarySearch(scale, bucket)] += fork.counts()[i];
      }
      Arrays.parallelPrefix(cumulative[block], Long::sum);
    }
    return new BlockHistograms(scale, cumulative);
  }

  int blocks() {
    return cumulative.length;
  }

  long totalCount() {
    return totalCount;
  }

  /** The percentile of all blocks merged, in nanoseconds. */
  long nanosAt(double percent) {
    int[] once = new int[blocks()];
    Arrays.fill(once, 1);
    return nanosAt(percent, once);
  }

  /**
   * The percentile of the blocks merged, each as often as its weight says.
   *
   * @param weights {@code int[block]}, not all 0
   */
  long nanosAt(double percent, int[] weights) {
    int highest = scale.length - 1;
    // HdrHistogram's own rounding, so that 99.9 % of 1000 is the 999th.
    double below = StrictMath.nextAfter(percent / 100, 0);
    long rank = StrictMath.max(1, (long) StrictMath.ceil(below * count(highest, weights)));
    int low = 0;
    int high = highest;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (count(middle, weights) >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return scale[low];
  }

  private long count(int upTo, int[] weights) {
    long count = 0;
    for (int block = 0; block < weights.length; block++) {
      if (weights[block] != 0) {
        count += weights[block] * cumulative[block][upTo];
      }
    }
    return count;
  }

  private static long last(long[] values) {
    return values[values.length - 1];
  }
}
