package dev.layertax.reports.model;

import java.util.List;
import java.util.Optional;

/**
 * What a run's numbers say; {@code results.json}, derived from plan, environment and samples alone.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param runId the run
 * @param profile its profile
 * @param plannedBlocks blocks the plan asked for
 * @param blocks blocks in which at least one cell was measured
 * @param setAside blocks left out of every estimate, by rules blind to the arm
 * @param comparisons every target against the writable layer
 * @param controls targets that must not differ, against each other
 * @param counters exact counts per operation of every cell
 * @param costs absolute cost of every cell
 * @param sentinels absolute cost of the block's sentinels, and how they drifted
 * @param failures visits that gave no measurement
 * @param fidelity every advantage that the plan has on two or more engines, on each against every
 *     more real one; empty when the run has one engine
 * @param fidelitySummaries one per pair of engines in {@code fidelity}
 * @param engineCosts every cell that the plan has on two or more engines, on each against every
 *     more real one
 * @param invalid targets that are not what their names say, and so were not measured
 * @param overheads what a container of each target costs around the writing
 * @param unmeasured cells that were asked for and cannot be measured, with the reasons
 * @param verifications of every cell whose workload looks over its data
 * @param predictions every advantage of a database beside that of its pattern, where the run
 *     measured both
 * @param revisions every cell whose old revision was measured in the same blocks, against it
 */
public record Results(
    int schemaVersion,
    String runId,
    String profile,
    int plannedBlocks,
    int blocks,
    List<SetAsideBlock> setAside,
    List<Comparison> comparisons,
    List<Comparison> controls,
    List<CellCounters> counters,
    List<CellCost> costs,
    List<Sentinel> sentinels,
    List<Failure> failures,
    List<Fidelity> fidelity,
    List<FidelitySummary> fidelitySummaries,
    List<EngineCost> engineCosts,
    List<InvalidTarget> invalid,
    List<TargetOverhead> overheads,
    List<UnmeasuredCell> unmeasured,
    List<Verification> verifications,
    List<Prediction> predictions,
    List<RevisionChange> revisions) {
  public Results {
    setAside = List.copyOf(setAside);
    comparisons = List.copyOf(comparisons);
    controls = List.copyOf(controls);
    counters = List.copyOf(counters);
    costs = List.copyOf(costs);
    sentinels = List.copyOf(sentinels);
    failures = List.copyOf(failures);
    fidelity = List.copyOf(fidelity);
    fidelitySummaries = List.copyOf(fidelitySummaries);
    engineCosts = List.copyOf(engineCosts);
    invalid = List.copyOf(invalid);
    overheads = List.copyOf(overheads);
    unmeasured = List.copyOf(unmeasured);
    verifications = List.copyOf(verifications);
    predictions = List.copyOf(predictions);
    revisions = List.copyOf(revisions);
  }

  /** Results of hand-made workloads, each of which could be measured. */
  public Results(
      int schemaVersion,
      String runId,
      String profile,
      int plannedBlocks,
      int blocks,
      List<SetAsideBlock> setAside,
      List<Comparison> comparisons,
      List<Comparison> controls,
      List<CellCounters> counters,
      List<CellCost> costs,
      List<Sentinel> sentinels,
      List<Failure> failures,
      List<Fidelity> fidelity,
      List<FidelitySummary> fidelitySummaries,
      List<EngineCost> engineCosts,
      List<InvalidTarget> invalid,
      List<TargetOverhead> overheads) {
    this(
        schemaVersion,
        runId,
        profile,
        plannedBlocks,
        blocks,
        setAside,
        comparisons,
        controls,
        counters,
        costs,
        sentinels,
        failures,
        fidelity,
        fidelitySummaries,
        engineCosts,
        invalid,
        overheads,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Results without a pair of engines to hold against each other. */
  public Results(
      int schemaVersion,
      String runId,
      String profile,
      int plannedBlocks,
      int blocks,
      List<SetAsideBlock> setAside,
      List<Comparison> comparisons,
      List<Comparison> controls,
      List<CellCounters> counters,
      List<CellCost> costs,
      List<Sentinel> sentinels,
      List<Failure> failures) {
    this(
        schemaVersion,
        runId,
        profile,
        plannedBlocks,
        blocks,
        setAside,
        comparisons,
        controls,
        counters,
        costs,
        sentinels,
        failures,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Why the cell's target is not what its name says; empty when it is. */
  public Optional<String> invalid(Cell cell) {
    return invalid.stream()
        .filter(one -> one.engine().equals(cell.engine()) && one.target() == cell.target())
        .filter(one -> one.workload() == null || one.workload().equals(cell.workload()))
        .map(InvalidTarget::reason)
        .findFirst();
  }

  /** A block left out, and the rule that did it. */
  public record SetAsideBlock(int block, String reason) {}

  /**
   * A target that is not what its name says.
   *
   * @param reason why, in one sentence without its full stop
   * @param workload in whose containers it is so; null for all
   */
  public record InvalidTarget(String engine, Target target, String reason, String workload) {

    /** One that is so for every workload. */
    public InvalidTarget(String engine, Target target, String reason) {
      this(engine, target, reason, null);
    }
  }

  /** A visit that gave no measurement. */
  public record Failure(int block, Cell cell, String reason) {}

  /**
   * A sentinel over the run.
   *
   * @param cost its absolute cost
   * @param logSd standard deviation of the log cost between blocks
   * @param drift cost of the run's last third divided by its first third; NaN below six blocks
   */
  public record Sentinel(CellCost cost, double logSd, double drift) {}
}
