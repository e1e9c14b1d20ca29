package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RevisionChange;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verification;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a run to what its numbers say; the same run gives the same results. */
public final class Analysis {

  private final Run run;
  private final List<Cell> cells;
  private final Set<Cell> planned;
  private final Visits visits;

  private Analysis(Run run) {
    this.run = run;
    this.cells = run.plan().newCells();
    this.planned = new HashSet<>(cells);
    this.visits = Visits.of(run);
  }

  /**
   * Every estimate of a run, in the order of its plan.
   *
   * @param run with any number of finished visits, none included, in any order
   */
  public static Results of(Run run) {
    return new Analysis(run).results();
  }

  /**
   * {@link Results#comparisons} alone, for a run under way: without the percentiles, whose
   * bootstrap takes seconds from twenty blocks up.
   */
  public static List<Comparison> comparisons(Run run) {
    return new Analysis(run).comparisons();
  }

  private Results results() {
    Costs costs = new Costs(run, visits);
    List<Comparison> comparisons = comparisons();
    EnginePairs pairs = new EnginePairs(cells, visits, run.plan().confidence());
    List<Fidelity> fidelity = pairs.fidelity(comparisons);
    return new Results(
        Plan.SCHEMA_VERSION,
        run.plan().runId(),
        run.plan().profile(),
        run.plan().blocks(),
        visits.blocks(),
        visits.setAside(),
        comparisons,
        controls(),
        cells.stream().map(costs::counters).toList(),
        // each has a bootstrap of its own, from a seed of its own
        cells.parallelStream().map(costs::cost).toList(),
        run.plan().sentinels().stream().map(PlannedCell::cell).map(costs::sentinel).toList(),
        failures(),
        fidelity,
        FidelitySummaries.of(fidelity),
        pairs.costs(),
        invalid(),
        Overheads.of(cells, visits),
        run.plan().unmeasured(),
        verifications(),
        new Predictions(cells, visits, run.plan().confidence()).of(run.plan().patterns()),
        revisions());
  }

  private List<RevisionChange> revisions() {
    Set<Cell> old =
        run.plan().cells().stream()
            .map(PlannedCell::cell)
            .filter(Cell::ofOldRevision)
            .collect(Collectors.toSet());
    Paired paired = new Paired(run.plan(), visits, run.plan().confidence());
    return cells.stream()
        .filter(cell -> old.contains(cell.oldRevision()))
        .map(paired::revisions)
        .toList();
  }

  /**
   * Of all visits, those of blocks set aside included: data is right or wrong whatever the block.
   */
  private List<Verification> verifications() {
    Map<Cell, List<Fork>> forks =
        run.samples().stream()
            .filter(Sample::succeeded)
            .collect(
                Collectors.groupingBy(
                    Sample::cell, Collectors.mapping(Sample::fork, Collectors.toList())));
    return cells.stream()
        .flatMap(cell -> verification(cell, forks.getOrDefault(cell, List.of())).stream())
        .toList();
  }

  private static Optional<Verification> verification(Cell cell, List<Fork> forks) {
    List<String> found = forks.stream().map(Fork::verified).filter(Objects::nonNull).toList();
    return found.stream()
        .reduce((first, last) -> last)
        .map(last -> new Verification(cell, forks.size(), found.size(), last));
  }

  /** Of the plan's targets, in the order of their passports. */
  private List<Results.InvalidTarget> invalid() {
    return run.environment().passports().stream()
        .filter(passport -> passport.invalid().isPresent())
        .flatMap(this::invalid)
        .toList();
  }

  /** Once for all workloads, or, where some have a passport of their own, for each it is about. */
  private Stream<Results.InvalidTarget> invalid(Passport passport) {
    List<Cell> about =
        cells.stream()
            .filter(cell -> run.environment().passport(cell).filter(passport::equals).isPresent())
            .toList();
    boolean forAll =
        run.environment().passports().stream()
            .filter(other -> other.engine().equals(passport.engine()))
            .filter(other -> other.target() == passport.target())
            .allMatch(other -> other.workload() == null);
    return (forAll
            ? about.stream().limit(1).map(cell -> (String) null)
            : about.stream().map(Cell::workload).distinct())
        .map(
            workload ->
                new Results.InvalidTarget(
                    passport.engine(),
                    passport.target(),
                    passport.invalid().orElseThrow(),
                    workload));
  }

  /** Every target against the writable layer of its engine, measured or not. */
  private List<Comparison> comparisons() {
    Paired paired = new Paired(run.plan(), visits, run.plan().confidence());
    return cells.stream()
        .filter(cell -> cell.target() != Target.WRITABLE_LAYER)
        .filter(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))
        .map(cell -> paired.compare(cell, Target.WRITABLE_LAYER))
        .toList();
  }

  /**
   * A named volume is a directory of the host, as are the two others: they must not differ, unless
   * their passports say that they lie on different file systems.
   *
   * <p>One control that disagrees casts doubt on the whole run, so the family of them keeps the
   * plan's confidence together (Bonferroni): eighteen intervals of 99 % each would raise a false
   * alarm in every sixth run.
   */
  private List<Comparison> controls() {
    List<ControlPair> pairs =
        cells.stream()
            .filter(cell -> cell.target() == Target.NAMED_VOLUME)
            .flatMap(
                cell ->
                    Stream.of(Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME)
                        .filter(reference -> planned.contains(cell.on(reference)))
                        .filter(reference -> !liesElsewhere(cell, reference))
                        .map(reference -> new ControlPair(cell, reference)))
            .toList();
    double alpha = (1 - run.plan().confidence()) / StrictMath.max(1, pairs.size());
    Paired paired = new Paired(run.plan(), visits, 1 - alpha);
    return pairs.stream().map(pair -> paired.compare(pair.cell(), pair.reference())).toList();
  }

  /** Whether both devices are known and are not one. */
  private boolean liesElsewhere(Cell cell, Target reference) {
    Set<String> devices =
        Stream.of(cell, cell.on(reference))
            .map(run.environment()::passport)
            .flatMap(Optional::stream)
            .map(passport -> passport.facts().get("device"))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return devices.size() > 1;
  }

  private record ControlPair(Cell cell, Target reference) {}

  private List<Results.Failure> failures() {
    return run.samples().stream()
        .filter(sample -> !sample.succeeded())
        .sorted(
            Comparator.comparingInt(Sample::block)
                .thenComparingInt(Sample::position)
                .thenComparing(sample -> sample.cell().toString()))
        .map(sample -> new Results.Failure(sample.block(), sample.cell(), sample.reason()))
        .toList();
  }
}
