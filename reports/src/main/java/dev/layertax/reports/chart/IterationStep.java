package dev.layertax.reports.chart;

import dev.layertax.reports.stats.ForkTrace;
import dev.layertax.reports.stats.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An iteration that a chart of warming up shows.
 *
 * @param warmup whether it is of the warm-up, or was measured
 * @param index of the iteration, from 0
 */
record IterationStep(boolean warmup, int index) {

  /** Measured iterations shown at most, evenly spaced, both ends among them. */
  private static final int MOST_MEASURED = 6;

  /**
   * Of the warm-up the first, second, fourth, eighth, … and the last, then those that were
   * measured.
   */
  static List<IterationStep> of(Collection<ForkTrace> forks) {
    List<IterationStep> steps = new ArrayList<>();
    int warmups = forks.stream().mapToInt(fork -> fork.warmup().size()).max().orElse(0);
    SortedSet<Integer> shown = new TreeSet<>();
    for (int number = 1; number <= warmups; number *= 2) {
      shown.add(number - 1);
    }
    if (warmups > 0) {
      shown.add(warmups - 1);
    }
    shown.forEach(index -> steps.add(new IterationStep(true, index)));
    int measured = forks.stream().mapToInt(fork -> fork.measured().size()).max().orElse(0);
    int some = Math.min(measured, MOST_MEASURED);
    for (int i = 0; i < some; i++) {
      steps.add(new IterationStep(false, some == measured ? i : i * (measured - 1) / (some - 1)));
    }
    return steps;
  }

  /** {@code w4} of the warm-up, {@code 2} of those measured, counted from 1. */
  String label() {
    return (warmup ? "w" : "") + (index + 1);
  }

  /** Over the forks that came so far; empty when none did. */
  Optional<Spread> over(Collection<ForkTrace> forks) {
    List<Double> there =
        forks.stream()
            .map(fork -> warmup ? fork.warmup() : fork.measured())
            .filter(trace -> trace.size() > index)
            .map(trace -> trace.get(index))
            .toList();
    return there.isEmpty() ? Optional.empty() : Optional.of(Spread.of(there));
  }
}
