package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.PlannedCell;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How long visits have taken so far, and how long others will. */
final class Pace {

  private record Mean(double seconds, int visits) {
    Mean and(double more) {
      return new Mean((seconds * visits + more) / (visits + 1), visits + 1);
    }
  }

  private final Map<Cell, Mean> byCell = new HashMap<>();
  private Mean overall = new Mean(0, 0);

  void record(Cell cell, Duration took) {
    double seconds = took.toNanos() / 1e9;
    byCell.merge(cell, new Mean(seconds, 1), (before, one) -> before.and(seconds));
    overall = overall.and(seconds);
  }

  /** Seconds the visits will take, a cell not seen yet as long as the mean of those that were. */
  double secondsFor(Collection<PlannedCell> cells) {
    return cells.stream()
        .mapToDouble(planned -> byCell.getOrDefault(planned.cell(), overall).seconds())
        .sum();
  }

  boolean isKnown() {
    return overall.visits() > 0;
  }
}
