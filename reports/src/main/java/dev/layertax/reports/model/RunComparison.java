package dev.layertax.reports.model;

import java.util.List;

/**
 * How two runs differ, the first being the one to hold the second against.
 *
 * @param firstRunId the run held against
 * @param secondRunId the run judged
 * @param confidence of every interval, in (0,1): the first run's
 * @param equivalenceMargin as a fraction: the first run's
 * @param advantages change of each advantage that both runs measured
 * @param costs change of each cell's cost relative to the storage anchor of its own run
 * @param environment facts that differ
 * @param onlyInFirst cells that only the first run planned
 * @param onlyInSecond cells that only the second run planned
 */
public record RunComparison(
    String firstRunId,
    String secondRunId,
    double confidence,
    double equivalenceMargin,
    List<Change> advantages,
    List<Change> costs,
    List<Difference> environment,
    List<Cell> onlyInFirst,
    List<Cell> onlyInSecond) {
  public RunComparison {
    advantages = List.copyOf(advantages);
    costs = List.copyOf(costs);
    environment = List.copyOf(environment);
    onlyInFirst = List.copyOf(onlyInFirst);
    onlyInSecond = List.copyOf(onlyInSecond);
  }

  /**
   * One figure in both runs.
   *
   * @param cell the judged cell
   * @param reference what its cost was held against within each run: {@link Target#WRITABLE_LAYER}
   *     for an advantage, {@link Target#HOST_DIRECTORY}, the storage anchor, for a cost
   * @param first the figure in the first run: an advantage (above 1: faster than the layer) or a
   *     relative cost (above 1: dearer than the anchor); NaN when not measured
   * @param second the figure in the second run
   * @param ratio second divided by first
   * @param low lower bound of the ratio's interval; NaN where a run has fewer than two blocks
   * @param high upper bound
   * @param pValue two-sided, of the ratio being 1: Welch's t on the blocks' log ratios
   * @param adjustedPValue the same after Benjamini-Hochberg over the list this change is in
   * @param firstBlocks blocks used of the first run
   * @param secondBlocks blocks used of the second run
   * @param verdict FASTER: the cell's advantage grew, or its relative cost fell; SLOWER: the
   *     reverse; EQUIVALENT: the ratio is within the margin
   */
  public record Change(
      Cell cell,
      Target reference,
      double first,
      double second,
      double ratio,
      double low,
      double high,
      double pValue,
      double adjustedPValue,
      int firstBlocks,
      int secondBlocks,
      Verdict verdict) {}

  /**
   * A fact that is not the same in both environments.
   *
   * @param fact where it stands, for example {@code host.kernel} or {@code
   *     docker.named-volume.fileSystem}
   * @param first its value in the first run; null when absent
   * @param second its value in the second run; null when absent
   */
  public record Difference(String fact, String first, String second) {}
}
