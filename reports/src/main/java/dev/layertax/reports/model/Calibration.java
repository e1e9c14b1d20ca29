package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a machine's gate runs do when nothing changed, and when a known delay was put in; {@code
 * calibration.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param createdAt ISO-8601 instant
 * @param request what was asked for
 * @param series one without a delay, then one for each delay; grows as runs end
 */
public record Calibration(
    int schemaVersion, String createdAt, Request request, List<Series> series) {
  public Calibration {
    series = List.copyOf(series);
  }

  /**
   * What was asked for.
   *
   * @param engine the engine's name
   * @param target where both arms write
   * @param workloads their names
   * @param runs of the same against itself
   * @param delays in percent of an operation's cost
   * @param delayedRuns with each delay
   * @param mostBlocks of each run
   * @param seed of the first run; each further one has the next
   */
  public record Request(
      String engine,
      String target,
      List<String> workloads,
      int runs,
      List<Integer> delays,
      int delayedRuns,
      int mostBlocks,
      long seed) {
    public Request {
      workloads = List.copyOf(workloads);
      delays = List.copyOf(delays);
    }
  }

  /**
   * Runs of one kind.
   *
   * @param delayPercent put into each operation of the new arm; 0 for the same against itself
   * @param runs that ended
   * @param regressions runs with a REGRESSION in any cell
   * @param share of runs with one; NaN of no run
   * @param low lower bound of its exact 95 % interval
   * @param high upper bound of its exact 95 % interval
   * @param blocks made in all of them
   * @param cells each cell over the runs
   */
  public record Series(
      int delayPercent,
      int runs,
      int regressions,
      double share,
      double low,
      double high,
      int blocks,
      List<CellVerdicts> cells) {
    public Series {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One cell over the runs of a series.
   *
   * @param cell of the new arm
   * @param verdicts how often each was found
   * @param ratio geometric mean of the runs' slowdowns, cost of the new arm over the old one's
   * @param blockSd root mean square of the runs' standard deviations of the blocks' log ratios
   */
  public record CellVerdicts(
      Cell cell, SortedMap<String, Integer> verdicts, double ratio, double blockSd) {
    public CellVerdicts {
      verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }
  }
}
