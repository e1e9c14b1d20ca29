package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.gate.GateEvidence.Acceptance;
import dev.layertax.reports.gate.GateEvidence.Slowdown;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.PastCell;
import dev.layertax.reports.model.Baseline.PastRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.SameMachine;
import dev.layertax.reports.stats.BaselinePrediction;
import dev.layertax.reports.stats.BlockEffects;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.wording.Figures;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's slowdowns against earlier runs, each cost relative to the storage anchor of its block.
 *
 * <p>What is the same at all looks, the distance between runs, makes them more alike than those of
 * independent blocks, so that their common error is under what is planned for.
 */
final class BaselineStandard {

  /** One run in a thousand whose anchor is as ever is taken for one on a changed machine. */
  private static final double DRIFT_LEVEL = .001;

  private final Baseline baseline;
  private final Run run;
  private final List<BlockEffects> seen;
  private final List<BlockEffects> fresh;
  private final boolean once;
  private final Map<Cell, Measurement> measurements = new HashMap<>();
  private final Optional<String> invalid;

  /**
   * @param seen at each look
   * @param fresh after each look
   * @param once whether the run looks once
   */
  BaselineStandard(
      Baseline baseline, Run run, List<BlockEffects> seen, List<BlockEffects> fresh, boolean once) {
    this.baseline = baseline;
    this.run = run;
    this.seen = seen;
    this.fresh = fresh;
    this.once = once;
    for (PlannedCell planned : run.plan().cells()) {
      measurements.put(planned.cell(), planned.measurement());
    }
    invalid = invalid();
  }

  /** What costs are held against. */
  String words() {
    return "the baseline";
  }

  Slowdown slowdown(Cell cell) {
    if (invalid.isPresent()) {
      return Slowdown.unjudged(Verdict.INVALID, invalid.get());
    }
    List<PastCell> past = baseline.of(cell);
    Optional<String> otherwise = measuredOtherwise(cell, past);
    if (otherwise.isPresent()) {
      return Slowdown.unjudged(Verdict.INVALID, otherwise.get());
    }
    if (past.size() < Baseline.FEWEST_RUNS) {
      return Slowdown.unjudged(
          Verdict.INCONCLUSIVE,
          "the baseline has "
              + (past.isEmpty() ? "no run" : Figures.count(past.size(), "run"))
              + " of it; "
              + Baseline.FEWEST_RUNS
              + " are the least: add more by 'layertax baseline update'");
    }
    List<double[]> costs = past.stream().map(one -> array(one.logRelativeCosts())).toList();
    return new Slowdown(
        predictions(costs, seen, cell),
        predictions(costs, fresh, cell),
        once,
        Optional.empty(),
        acceptance(cell));
  }

  private static List<Evidence> predictions(
      List<double[]> past, List<BlockEffects> effects, Cell cell) {
    return effects.stream()
        .map(one -> BaselinePrediction.of(past, one.relativeCost(cell)))
        .toList();
  }

  /** Why nothing of the run may be held against the baseline. */
  private Optional<String> invalid() {
    if (baseline.runs().isEmpty()) {
      return Optional.of(
          "the baseline has no run; add "
              + Baseline.FEWEST_RUNS
              + " or more by 'layertax baseline update'");
    }
    List<String> differences =
        SameMachine.differences(baseline.environment(), SameMachine.facts(run.environment()));
    if (!differences.isEmpty()) {
      return Optional.of(
          "the baseline is of another environment: "
              + String.join("; ", differences)
              + "; make one here, or measure the old revision in the same blocks (--against)");
    }
    if (last().anchorCost().length == 0) {
      return Optional.of(
          "no block measured the storage anchor, which a baseline's costs are relative to");
    }
    return drift();
  }

  /** A cell's relative cost falls when the anchor's rises: its slowdown would be hidden. */
  private Optional<String> drift() {
    List<double[]> past =
        baseline.runs().stream().map(PastRun::anchorLogCosts).map(BaselineStandard::array).toList();
    Evidence change = BaselinePrediction.of(past, last().anchorCost());
    if (baseline.runs().size() < Baseline.FEWEST_RUNS
        || StrictMath.abs(change.estimate()) <= change.reach(DRIFT_LEVEL / 2)) {
      return Optional.empty();
    }
    return Optional.of(
        "the storage anchor drifted: a write to a plain directory costs "
            + Figures.number(StrictMath.exp(change.estimate()))
            + " times what it did in the baseline's runs, more than one more run of the same"
            + " could show (factor "
            + Figures.number(StrictMath.exp(change.reach(DRIFT_LEVEL / 2)))
            + "); look at the machine, or make a new baseline");
  }

  private Optional<String> measuredOtherwise(Cell cell, List<PastCell> past) {
    Measurement now = measurements.get(cell);
    return past.stream()
        .map(PastCell::measurement)
        .filter(then -> !then.equals(now))
        .findFirst()
        .map(
            then ->
                "the baseline measured it otherwise ("
                    + words(then)
                    + ") than this run ("
                    + words(now)
                    + "); use the same profile, or make a new baseline");
  }

  private static String words(Measurement how) {
    return "%d iterations of %s s after %d of %s s"
        .formatted(
            how.iterations(),
            Figures.exact(how.iterationSeconds()),
            how.warmupIterations(),
            Figures.exact(how.warmupSeconds()));
  }

  private Optional<Acceptance> acceptance(Cell cell) {
    // Note: by the run's own day, so that the same run directory gives the same verdict for ever.
    String day = run.plan().createdAt();
    return baseline.accepted().stream()
        .filter(change -> change.cell().equals(cell))
        .findFirst()
        .map(
            change -> {
              boolean holds =
                  day.substring(0, Math.min(10, day.length())).compareTo(change.expires()) <= 0;
              return new Acceptance(
                  change.atMost(),
                  (holds ? "accepted up to " : "was accepted up to ")
                      + Figures.number(change.atMost())
                      + " times until "
                      + change.expires()
                      + (holds ? ": " : ", which has passed: ")
                      + change.reason(),
                  holds);
            });
  }

  private BlockEffects last() {
    return seen.get(seen.size() - 1);
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
