package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.rundir.CertificateFile;
import dev.layertax.reports.stats.NoiseShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ships is what the code makes, and says of the gate what the project promises. */
class ShippedCertificateTest {

  private static final Certificate SHIPPED = CertificateFile.shipped().orElseThrow();

  @Test
  void shipped_falseAlarms_areSurelyUnderOnePercentInAThousandRuns() {
    List<Claim> alarms =
        SHIPPED.claims().stream().filter(claim -> claim.name().equals("false-regression")).toList();
    assertThat(alarms).hasSize(6);
    assertThat(alarms)
        .allSatisfy(
            claim -> {
              assertThat(claim.trials()).isGreaterThanOrEqualTo(1000);
              assertThat(claim.high()).isLessThan(.01);
            });
    assertThat(SHIPPED.gatedCells()).isEqualTo(24);
  }

  @Test
  void shipped_realRuns_areMoreThanTwentyWithoutAFalseAlarm() {
    assertThat(SHIPPED.measured().stream().flatMap(one -> one.series().stream()))
        .filteredOn(series -> series.delayPercent() == 0)
        .allSatisfy(series -> assertThat(series.regressions()).isZero())
        .extracting(series -> series.runs())
        .satisfies(
            runs -> assertThat(runs.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(20));
  }

  /** The claims that are quickest to try; `layertax certify` tries them all. */
  @Test
  void shipped_claimsMadeAgain_areTheSame() {
    NoiseShape shape =
        NoiseShape.of(
            SHIPPED.noise().stream()
                .map(one -> one.blocks().stream().mapToDouble(Double::doubleValue).toArray())
                .toList());
    assertThat(shape.excessKurtosis()).isEqualTo(SHIPPED.noiseKurtosis());
    GateSimulation recorded =
        new GateSimulation(BlockNoise.recorded(shape.standardized()), "recorded", SHIPPED.seed());
    GateSimulation normal = new GateSimulation(BlockNoise.normal(), "normal", SHIPPED.seed());
    assertThat(SHIPPED.claims())
        .contains(
            recorded.coverage(.15, 10, 20_000),
            normal.coverage(.15, 40, 20_000),
            recorded.lost(.07, 1000, .90));
  }
}
