package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From a run to what its numbers say; the same run gives the same results. */
public final class Analysis {

  private final Run run;
  private final List<Cell> cells;
  private final Set<Cell> planned;
  private final Visits visits;

  private Analysis(Run run) {
    this.run = run;
    this.cells = run.plan().cells().stream().map(PlannedCell::cell).toList();
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
    Analysis analysis = new Analysis(run);
    return analysis.comparisons(new Paired(run.plan(), analysis.visits));
  }

  private Results results() {
    Costs costs = new Costs(run, visits);
    Paired paired = new Paired(run.plan(), visits);
    return new Results(
        Plan.SCHEMA_VERSION,
        run.plan().runId(),
        run.plan().profile(),
        run.plan().blocks(),
        visits.blocks(),
        visits.setAside(),
        comparisons(paired),
        controls(paired),
        cells.stream().map(costs::counters).toList(),
        cells.stream().map(costs::cost).toList(),
        run.plan().sentinels().stream().map(PlannedCell::cell).map(costs::sentinel).toList(),
        failures());
  }

  /** Every target against the writable layer of its engine, measured or not. */
  private List<Comparison> comparisons(Paired paired) {
    return cells.stream()
        .filter(cell -> cell.target() != Target.WRITABLE_LAYER)
        .filter(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))
        .map(cell -> paired.compare(cell, Target.WRITABLE_LAYER))
        .toList();
  }

  /** A named volume is a directory of the host, as are the two others: they must not differ. */
  private List<Comparison> controls(Paired paired) {
    return cells.stream()
        .filter(cell -> cell.target() == Target.NAMED_VOLUME)
        .flatMap(
            cell ->
                List.of(Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME).stream()
                    .filter(reference -> planned.contains(cell.on(reference)))
                    .map(reference -> paired.compare(cell, reference)))
        .toList();
  }

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
