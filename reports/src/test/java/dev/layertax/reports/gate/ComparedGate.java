package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gate over hand-made results, whose blocks are known by their summary alone. */
public final class ComparedGate {

  private ComparedGate() {}

  /** Judges by one look at the advantages of the results. */
  public static GateOutcome judge(Policy policy, Plan plan, Results results) {
    return judge(policy, plan, results, Map.of());
  }

  static GateOutcome judge(
      Policy policy, Plan plan, Results results, Map<Cell, GateEvidence.Slowdown> slowdowns) {
    return Gate.judge(
        policy,
        plan,
        results,
        Optional.empty(),
        new GateEvidence() {
          @Override
          public Looks looks() {
            return Looks.after(plan.looks().isEmpty() ? List.of(plan.blocks()) : plan.looks());
          }

          @Override
          public List<Evidence> advantage(Cell cell) {
            return results.comparisons().stream()
                .filter(comparison -> comparison.cell().equals(cell))
                .filter(comparison -> comparison.reference() == Target.WRITABLE_LAYER)
                .map(ComparedGate::evidence)
                .toList();
          }

          @Override
          public Optional<String> standard() {
            return slowdowns.isEmpty() ? Optional.empty() : Optional.of("the old revision");
          }

          @Override
          public Optional<Slowdown> slowdown(Cell cell) {
            return Optional.ofNullable(slowdowns.get(cell));
          }
        });
  }

  private static Evidence evidence(Comparison comparison) {
    return new Evidence(
        StrictMath.log(comparison.ratio()),
        comparison.logRatioSd() / StrictMath.sqrt(comparison.blocks()),
        comparison.blocks() - 1.0,
        comparison.blocks());
  }
}
