package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one measured JVM reported.
 *
 * @param warmup the warm-up trace, in order
 * @param iterations the measured iterations, in order, at least one
 * @param counters exact counts per operation by name: {@code bytesWritten}, {@code flushes}, {@code
 *     bytesCopiedUp}, …
 * @param latencies sampled latencies of the measured iterations
 * @param verified what the workload found when it looked over its data at the end, in one line;
 *     null of a workload that does not
 */
public record Fork(
    List<Iteration> warmup,
    List<Iteration> iterations,
    SortedMap<String, Double> counters,
    Latencies latencies,
    String verified) {

  public Fork {
    warmup = List.copyOf(warmup);
    iterations = List.copyOf(iterations);
    if (iterations.isEmpty()) {
      throw new IllegalArgumentException("a fork needs at least one iteration, got none");
    }
    counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
  }

  /** The same of a workload that looked over its data. */
  public Fork verified(String found) {
    return new Fork(warmup, iterations, counters, latencies, found);
  }

  public static Fork of(
      List<Iteration> warmup,
      List<Iteration> iterations,
      Map<String, Double> counters,
      Latencies latencies) {
    return new Fork(warmup, iterations, new TreeMap<>(counters), latencies, null);
  }
}
