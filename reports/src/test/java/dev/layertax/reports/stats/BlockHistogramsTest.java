package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockHistogramsTest {

  private static final BlockHistograms HISTOGRAMS =
      BlockHistograms.of(
          List.of(
              new Latencies(new long[] {100, 250, 400, 1500}, new long[] {50, 30, 15, 5}),
              Latencies.none(),
              new Latencies(new long[] {90, 260, 1900}, new long[] {40, 50, 10})));

  /**
   * numpy.percentile(x, q, method="inverted_cdf") of a = repeat([100,250,400,1500], [50,30,15,5]),
   * b = repeat([90,260,1900], [40,50,10]): of a, of a and b, of a thrice and b.
   */
  @ParameterizedTest
  @CsvSource({
    "47, 100, 250, 100",
    "50, 100, 250, 250",
    "95, 400, 1500, 1500",
    "99, 1500, 1900, 1900"
  })
  void nanosAt_weightedBlocks_agreesWithNumpy(double percent, long a, long both, long mostlyA) {
    assertThat(HISTOGRAMS.merged(percent).nanos(new int[] {1, 0})).isEqualTo(a);
    assertThat(HISTOGRAMS.nanosAt(percent)).isEqualTo(both);
    assertThat(HISTOGRAMS.merged(percent).nanos(new int[] {3, 1})).isEqualTo(mostlyA);
  }

  @Test
  void nanosWithout_anyBlock_isThatOfTheOthers() {
    Random random = new Random(2);
    List<Latencies> forks = new ArrayList<>();
    for (int fork = 0; fork < 6; fork++) {
      long[] nanos = random.longs(40, 1, 5000).sorted().distinct().toArray();
      forks.add(new Latencies(nanos, random.longs(nanos.length, 1, 30).toArray()));
    }
    BlockHistograms histograms = BlockHistograms.of(forks);
    for (double percent : new double[] {50, 95, 99.9}) {
      BlockHistograms.Merged merged = histograms.merged(percent);
      for (int draw = 0; draw < 20; draw++) {
        int[] weights = random.ints(6, 1, 4).toArray();
        for (int block = 0; block < 6; block++) {
          int[] others = weights.clone();
          others[block]--;
          assertThat(merged.nanosWithout(weights, block))
              .isEqualTo(histograms.merged(percent).nanos(others));
        }
      }
    }
  }

  /** 99.9 / 100 * 1000 is 999.0000000000001 in doubles, which is no 1000th. */
  @Test
  void nanosAt_rankThatRoundsUp_isNotTheNext() {
    BlockHistograms thousand =
        BlockHistograms.of(List.of(new Latencies(new long[] {100, 900}, new long[] {999, 1})));
    assertThat(thousand.nanosAt(99.9)).isEqualTo(100);
  }

  @Test
  void nanosAt_manyLatencies_isHdrHistogramsValue() {
    Random random = new Random(1);
    Histogram histogram = new Histogram(3);
    long[] nanos = new long[5000];
    long[] counts = new long[nanos.length];
    long last = 0;
    for (int i = 0; i < nanos.length; i++) {
      last += 1L + random.nextInt(20_000);
      nanos[i] = last;
      counts[i] = 1L + random.nextInt(9);
      histogram.recordValueWithCount(nanos[i], counts[i]);
    }
    BlockHistograms merged = BlockHistograms.of(List.of(new Latencies(nanos, counts)));
    assertThat(merged.totalCount()).isEqualTo(histogram.getTotalCount());
    for (double percent : new double[] {1, 50, 95, 99, 99.9, 100}) {
      assertThat(merged.nanosAt(percent)).isEqualTo(histogram.getValueAtPercentile(percent));
    }
  }
}
