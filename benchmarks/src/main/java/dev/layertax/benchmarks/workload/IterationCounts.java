package dev.layertax.benchmarks.workload;

import java.util.Map;

/**
 * What one iteration did, all its operations together, JMH's unmeasured ones included.
 *
 * @param nanos from before its first operation until after its last
 * @param counts exact counts by name; without those of copy-up on a layer that does not count
 */
public record IterationCounts(long nanos, Map<String, Long> counts) {
  public IterationCounts {
    counts = Map.copyOf(counts);
  }
}
