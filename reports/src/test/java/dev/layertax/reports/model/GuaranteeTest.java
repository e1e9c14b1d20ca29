package dev.layertax.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Guarantee.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuaranteeTest {

  @ParameterizedTest
  @CsvSource({
    "KEPT, false",
    "LOST, true",
    "ORPHANED, true",
    "IMPOSSIBLE, true",
    "NOT_TRIED, false",
    "FAILED, false"
  })
  void contradictsDocumentation_whereKeptIsExpected_onlyWhatWasFoundDoes(
      Outcome outcome, boolean contradicts) {
    Guarantee finding =
        new Guarantee(
            "docker", Target.BIND_MOUNT, "restart", outcome, "One.", Outcome.KEPT, "Bind mounts");
    assertThat(finding.contradictsDocumentation()).isEqualTo(contradicts);
  }
}
