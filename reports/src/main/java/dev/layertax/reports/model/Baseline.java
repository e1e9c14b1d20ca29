package dev.layertax.reports.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What cells cost in earlier runs on one machine, relative to the storage anchor of the same block;
 * one file that a project commits.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param environment of the runs: those of its facts that change costs
 * @param runs in the order of their making
 * @param accepted slowdowns that somebody answers for
 */
public record Baseline(
    int schemaVersion, Environment environment, List<PastRun> runs, List<AcceptedChange> accepted) {

  /** Fewer runs than this do not tell how far apart two runs of the same are. */
  public static final int FEWEST_RUNS = 10;

  public Baseline {
    if (environment == null) {
      throw new IllegalArgumentException("a baseline needs the environment of its runs");
    }
    runs = List.copyOf(runs);
    accepted = List.copyOf(accepted);
  }

  /**
   * One earlier run.
   *
   * @param runId name of the run
   * @param createdAt ISO-8601 instant
   * @param commit revision of what was measured; empty when it was not told
   * @param anchorLogCosts natural logarithms of the storage anchor's seconds per operation, one for
   *     each block used
   * @param cells what was measured
   */
  public record PastRun(
      String runId,
      String createdAt,
      String commit,
      List<Double> anchorLogCosts,
      List<PastCell> cells) {
    public PastRun {
      anchorLogCosts = List.copyOf(anchorLogCosts);
      cells = List.copyOf(cells);
    }

    /** What it has of a cell. */
    public Optional<PastCell> of(Cell cell) {
      return cells.stream().filter(past -> past.cell().equals(cell)).findFirst();
    }
  }

  /**
   * A cell in one earlier run.
   *
   * @param cell what was measured
   * @param measurement how; costs of another are not comparable
   * @param logRelativeCosts natural logarithms of the cell's cost over the anchor's, one for each
   *     block used that has both
   */
  public record PastCell(Cell cell, Measurement measurement, List<Double> logRelativeCosts) {
    public PastCell {
      logRelativeCosts = List.copyOf(logRelativeCosts);
    }
  }

  /**
   * A slowdown that is let pass for a while.
   *
   * @param cell the cell that costs more
   * @param atMost cost after over cost before, above 1
   * @param reason why it is let pass
   * @param expires ISO-8601 date of the last day, UTC
   */
  public record AcceptedChange(Cell cell, double atMost, String reason, String expires) {
    public AcceptedChange {
      if (!(atMost > 1) || Double.isInfinite(atMost)) {
        throw new IllegalArgumentException(
            "an accepted change must cost above 1 times as much, got " + atMost);
      }
    }
  }

  /** The runs that measured a cell, and what they found. */
  public List<PastCell> of(Cell cell) {
    return runs.stream().flatMap(run -> run.of(cell).stream()).toList();
  }

  /** Every cell that any run measured, in the order of their first. */
  public List<Cell> cells() {
    return runs.stream()
        .flatMap(run -> run.cells().stream())
        .map(PastCell::cell)
        .distinct()
        .toList();
  }

  /**
   * The same with one more run, the oldest left out when there are too many.
   *
   * @param most runs to keep, 1 or more
   */
  public Baseline with(PastRun run, int most) {
    List<PastRun> all = new ArrayList<>(runs);
    all.add(run);
    return new Baseline(
        schemaVersion,
        environment,
        all.subList(Math.max(0, all.size() - most), all.size()),
        accepted);
  }

  /** The same with these changes accepted too; one for a cell takes the place of an older one. */
  public Baseline accepting(Collection<AcceptedChange> changes) {
    List<Cell> changed = changes.stream().map(AcceptedChange::cell).toList();
    List<AcceptedChange> all =
        new ArrayList<>(
            accepted.stream().filter(change -> !changed.contains(change.cell())).toList());
    all.addAll(changes);
    return new Baseline(schemaVersion, environment, runs, all);
  }
}
