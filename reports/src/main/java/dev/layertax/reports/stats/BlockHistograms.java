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
    return merged(percent).nanos(once);
  }

  /** That percentile of the blocks in any weights. */
  Merged merged(double percent) {
    return new Merged(percent);
  }

  /**
   * The percentile of blocks merged, each as often as its weight says, and without one of them.
   *
   * <p>What is counted for some weights is kept until others come: all those without one block look
   * at nearly the same few places of the scale, and a jackknife over a hundred blocks would count
   * the same hundred times.
   */
  final class Merged {
    private static final int ALL = -1;

    // HdrHistogram's own rounding, so that 99.9 % of 1000 is the 999th.
    private final double below;
    private final long[] counted = new long[scale.length];
    private int[] weights = {};

    private Merged(double percent) {
      below = StrictMath.nextAfter(percent / 100, 0);
    }

    /**
     * In nanoseconds.
     *
     * @param blocks {@code int[block]}, not all 0
     */
    long nanos(int[] blocks) {
      take(blocks);
      return find(ALL);
    }

    /** The same with one copy less of a block that is among them, and not alone. */
    long nanosWithout(int[] blocks, int block) {
      take(blocks);
      return find(block);
    }

    private void take(int[] blocks) {
      if (!Arrays.equals(weights, blocks)) {
        weights = blocks.clone();
        Arrays.fill(counted, -1);
      }
    }

    private long find(int left) {
      int highest = scale.length - 1;
      long rank = StrictMath.max(1, (long) StrictMath.ceil(below * count(highest, left)));
      int low = 0;
      int high = highest;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (count(middle, left) >= rank) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return scale[low];
    }

    private long count(int upTo, int left) {
      if (counted[upTo] < 0) {
        long count = 0;
        for (int block = 0; block < weights.length; block++) {
          count += weights[block] * cumulative[block][upTo];
        }
        counted[upTo] = count;
      }
      return left == ALL ? counted[upTo] : counted[upTo] - cumulative[left][upTo];
    }
  }

  private static long last(long[] values) {
    return values[values.length - 1];
  }
}
