package dev.layertax.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a run set out to do; {@code plan.json}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param runId name of the run and of its default directory
 * @param createdAt ISO-8601 instant
 * @param layertaxVersion version of the harness that made the plan
 * @param profile {@code smoke}, {@code standard} or {@code thorough}
 * @param seed decides the order of the cells in every block and every random choice downstream
 * @param blocks the most blocks the run makes, at least 1
 * @param budgetSeconds no new block starts when it could not end within this time; null for none
 * @param confidence of every interval, in (0,1)
 * @param equivalenceMargin half width of the band of equivalence as a fraction: .05 means a ratio
 *     between 1/1.05 and 1.05
 * @param cells what each block visits once, in a random order of its own
 * @param sentinels visited once in each block beside the cells: CPU only, and the storage anchor
 * @param command the words that start this run again
 * @param policy text of the policy the run was started with; null for none
 * @param unmeasured cells that were asked for and cannot be measured, with the reasons
 * @param patterns the databases among the workloads, and the workloads that should foretell them
 * @param looks numbers of blocks, rising, after which a policy's verdicts are asked for and the run
 *     ends when they are settled; empty for one look at the end
 * @param jars the user's own among what is measured; empty where Layertax's workloads alone are
 */
public record Plan(
    int schemaVersion,
    String runId,
    String createdAt,
    String layertaxVersion,
    String profile,
    long seed,
    int blocks,
    Double budgetSeconds,
    double confidence,
    double equivalenceMargin,
    List<PlannedCell> cells,
    List<PlannedCell> sentinels,
    List<String> command,
    String policy,
    List<UnmeasuredCell> unmeasured,
    List<DatabasePattern> patterns,
    List<Integer> looks,
    List<MeasuredJar> jars) {

  /** Version of the run directory's files; a reader refuses a newer one. */
  public static final int SCHEMA_VERSION = 1;

  public Plan {
    Objects.requireNonNull(runId, "runId");
    if (blocks < 1) {
      throw new IllegalArgumentException("a plan needs 1 or more blocks, got " + blocks);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in (0,1), got " + confidence);
    }
    if (!(equivalenceMargin > 0)) {
      throw new IllegalArgumentException(
          "the equivalence margin must be above 0, got " + equivalenceMargin);
    }
    cells = List.copyOf(cells);
    sentinels = List.copyOf(sentinels);
    command = List.copyOf(command);
    unmeasured = List.copyOf(unmeasured);
    patterns = List.copyOf(patterns);
    looks = List.copyOf(looks);
    jars = List.copyOf(jars);
    for (int i = 0; i < looks.size(); i++) {
      if (looks.get(i) <= (i == 0 ? 0 : looks.get(i - 1))) {
        throw new IllegalArgumentException(
            "looks need rising numbers of blocks, each 1 or more, got " + looks);
      }
    }
  }

  /** A plan of hand-made workloads, each of which can be measured. */
  public Plan(
      int schemaVersion,
      String runId,
      String createdAt,
      String layertaxVersion,
      String profile,
      long seed,
      int blocks,
      Double budgetSeconds,
      double confidence,
      double equivalenceMargin,
      List<PlannedCell> cells,
      List<PlannedCell> sentinels,
      List<String> command,
      String policy) {
    this(
        schemaVersion,
        runId,
        createdAt,
        layertaxVersion,
        profile,
        seed,
        blocks,
        budgetSeconds,
        confidence,
        equivalenceMargin,
        cells,
        sentinels,
        command,
        policy,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same plan with what it cannot measure, and the databases among its workloads. */
  public Plan with(List<UnmeasuredCell> cannot, List<DatabasePattern> databases) {
    PlanChange change = new PlanChange(this);
    change.unmeasured = cannot;
    change.patterns = databases;
    return change.plan();
  }

  /** The cells of the new revision, or of the only one. */
  public List<Cell> newCells() {
    return cells.stream().map(PlannedCell::cell).filter(cell -> !cell.ofOldRevision()).toList();
  }

  /** Whether two revisions are measured. */
  public boolean hasRevisions() {
    return cells.stream().anyMatch(planned -> planned.cell().ofOldRevision());
  }

  /** Whether the run was started to measure two. */
  public boolean wantsRevisions() {
    return jars.stream().anyMatch(jar -> jar.option().equals(MeasuredJar.AGAINST));
  }

  /** The same plan with each cell of these measured of an old revision too. */
  public Plan againstOld(Predicate<Cell> had) {
    PlanChange change = new PlanChange(this);
    change.cells = new ArrayList<>(cells);
    for (PlannedCell planned : cells) {
      if (had.test(planned.cell())) {
        change.cells.add(new PlannedCell(planned.cell().oldRevision(), planned.measurement()));
      }
    }
    return change.plan();
  }

  /** The same plan without sentinels. */
  public Plan withoutSentinels() {
    PlanChange change = new PlanChange(this);
    change.sentinels = List.of();
    return change.plan();
  }

  /** The same plan that looks after these numbers of blocks and ends when all is settled. */
  public Plan lookingAfter(List<Integer> blocksOfLooks) {
    PlanChange change = new PlanChange(this);
    change.looks = blocksOfLooks;
    return change.plan();
  }

  /** The same plan that knows the jars it measures. */
  public Plan measuring(List<MeasuredJar> known) {
    PlanChange change = new PlanChange(this);
    change.jars = known;
    return change.plan();
  }

  /** The same plan with some of its cells and all of its sentinels. */
  public Plan only(Predicate<Cell> kept) {
    PlanChange change = new PlanChange(this);
    change.cells = cells.stream().filter(planned -> kept.test(planned.cell())).toList();
    return change.plan();
  }
}
