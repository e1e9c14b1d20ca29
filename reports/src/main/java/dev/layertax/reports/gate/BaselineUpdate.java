package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.PastCell;
import dev.layertax.reports.model.Baseline.PastRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.SameMachine;
import dev.layertax.reports.stats.Analysis;
import dev.layertax.reports.stats.BlockEffects;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds runs to a baseline, but none that would teach it to take a fault for the usual: a run that
 * regressed, lost an advantage, is of another machine, or did not measure all it planned.
 */
public final class BaselineUpdate {

  /** Fewer blocks than this do not show how far apart a run's own blocks are. */
  private static final int FEWEST_BLOCKS = 4;

  private static final Set<Verdict> REFUSED =
      Set.of(Verdict.REGRESSION, Verdict.LOST, Verdict.CHANGED, Verdict.INVALID);

  /** For runs that were started without a policy, or with one that says nothing of slowdowns. */
  private static final Policy USUAL =
      Policy.parse("regression: {tolerance: 0.03, margin: 0.10}\n", "the usual tolerance");

  private BaselineUpdate() {}

  /**
   * Why a run is not taken.
   *
   * <p>Its message is one sentence that says what to do.
   */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * A baseline with one more run.
   *
   * @param baseline empty for a new one
   * @param policy that the run must pass beside the usual tolerance; empty for none
   * @param commit revision of what was measured; empty when it is not known
   * @param most runs to keep; the oldest are left out
   * @throws RefusedException when the run must not become part of it
   */
  public static Baseline add(
      Optional<Baseline> baseline, Run run, Optional<Policy> policy, String commit, int most)
      throws RefusedException {
    Plan plan = run.plan();
    if (baseline.stream()
        .flatMap(known -> known.runs().stream())
        .anyMatch(past -> past.runId().equals(plan.runId()))) {
      throw new RefusedException("the baseline has this run already: " + plan.runId());
    }
    if (!run.environment().passports().stream()
        .allMatch(passport -> passport.invalid().isEmpty())) {
      throw new RefusedException(
          "a target is not what its name says, as the run's report tells; mend the target");
    }
    BlockEffects effects = BlockEffects.of(run);
    PastRun past = past(run, effects, commit);
    Baseline before =
        baseline.orElseGet(
            () ->
                new Baseline(
                    Plan.SCHEMA_VERSION,
                    SameMachine.facts(run.environment()),
                    List.of(),
                    List.of()));
    List<String> differences =
        SameMachine.differences(before.environment(), SameMachine.facts(run.environment()));
    if (!differences.isEmpty()) {
      throw new RefusedException(
          "the run was made in another environment than the baseline: "
              + String.join("; ", differences)
              + "; keep a baseline for each, in a file of its own");
    }
    requireFine(before, run, policy);
    return before.with(past, most);
  }

  private static PastRun past(Run run, BlockEffects effects, String commit)
      throws RefusedException {
    List<PastCell> cells = new ArrayList<>();
    for (PlannedCell planned : run.plan().cells()) {
      Cell cell = planned.cell();
      if (cell.ofOldRevision()) {
        continue;
      }
      double[] costs = effects.relativeCost(cell);
      if (costs.length < FEWEST_BLOCKS) {
        throw new RefusedException(
            cell
                + " has "
                + Figures.count(costs.length, "block")
                + " together with the storage anchor; "
                + FEWEST_BLOCKS
                + " are the least: give the run more time, and mend what failed");
      }
      cells.add(new PastCell(cell, planned.measurement(), rounded(costs)));
    }
    return new PastRun(
        run.plan().runId(), run.plan().createdAt(), commit, rounded(effects.anchorCost()), cells);
  }

  private static void requireFine(Baseline before, Run run, Optional<Policy> policy)
      throws RefusedException {
    List<Finding> findings = new ArrayList<>();
    Optional<Baseline> judging = before.runs().isEmpty() ? Optional.empty() : Optional.of(before);
    for (Policy each : policy.isPresent() ? List.of(policy.get(), USUAL) : List.of(USUAL)) {
      findings.addAll(
          Gate.judge(each, run, Analysis.of(run), Optional.empty(), judging).findings());
    }
    Optional<Finding> worst =
        findings.stream().filter(finding -> REFUSED.contains(finding.verdict())).findFirst();
    if (worst.isPresent()) {
      throw new RefusedException(
          "it is "
              + worst.get().verdict()
              + ": "
              + worst.get().explanation()
              + (worst.get().verdict() == Verdict.REGRESSION
                  ? " If it is meant, accept it first: 'layertax baseline accept'."
                  : ""));
    }
  }

  /** Six places of a logarithm are a millionth of a cost, and keep the file's changes readable. */
  private static List<Double> rounded(double[] values) {
    List<Double> rounded = new ArrayList<>();
    for (double value : values) {
      rounded.add(StrictMath.rint(value * 1e6) / 1e6);
    }
    return rounded;
  }
}
