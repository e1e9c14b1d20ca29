package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuaranteeBenchTest {

  private static final String FULL = "Write failed: No space left on device.";

  private static ExitCode exitCode(Object... outcomesAndEvidence) {
    List<Guarantee> findings = new ArrayList<>();
    for (int i = 0; i < outcomesAndEvidence.length; i += 2) {
      findings.add(
          new Guarantee(
              "simulated",
              Target.TMPFS,
              "experiment-" + i,
              (Outcome) outcomesAndEvidence[i],
              (String) outcomesAndEvidence[i + 1],
              null,
              null));
    }
    return GuaranteeBench.exitCode(new Guarantees(Plan.SCHEMA_VERSION, "0", "now", findings));
  }

  @Test
  void exitCode_lossesAndImpossibilities_areFindingsAndNoFailures() {
    assertThat(exitCode(Outcome.LOST, "All.", Outcome.ORPHANED, "One.", Outcome.IMPOSSIBLE, "No."))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void exitCode_experimentThatBroke_isAHarnessError() {
    assertThat(exitCode(Outcome.KEPT, "All.", Outcome.FAILED, "Broke."))
        .isEqualTo(ExitCode.HARNESS_ERROR);
    assertThat(exitCode(Outcome.FAILED, FULL, Outcome.FAILED, "Broke."))
        .isEqualTo(ExitCode.HARNESS_ERROR);
  }

  @Test
  void exitCode_onlyAFullDiskBrokeThem_isTheUsersToMend() {
    assertThat(exitCode(Outcome.KEPT, "All.", Outcome.FAILED, FULL)).isEqualTo(ExitCode.INVALID);
  }
}
