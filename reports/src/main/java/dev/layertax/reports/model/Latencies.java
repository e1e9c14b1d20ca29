package dev.layertax.reports.model;

import java.util.Objects;

/**
 * Sampled latencies of one fork as buckets: {@code counts[i]} operations took {@code nanos[i]}.
 *
 * @param nanos rising values in nanoseconds
 * @param counts as long as {@code nanos}, each above 0
 */
@SuppressWarnings("ArrayRecordComponent") // primitive arrays: a run holds millions of buckets
public record Latencies(long[] nanos, long[] counts) {

  public Latencies {
    Objects.requireNonNull(nanos, "nanos");
    Objects.requireNonNull(counts, "counts");
    if (nanos.length != counts.length) {
      throw new IllegalArgumentException(
          "latencies need one count per value, got " + nanos.length + " and " + counts.length);
    }
  }

  public static Latencies none() {
    return new Latencies(new long[0], new long[0]);
  }

  public boolean isEmpty() {
    return nanos.length == 0;
  }
}
