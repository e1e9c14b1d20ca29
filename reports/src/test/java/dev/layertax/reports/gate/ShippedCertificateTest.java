package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.rundir.CertificateFile;
import dev.layertax.reports.stats.BinomialEstimate;
import dev.layertax.reports.stats.NoiseShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The certificate that ships is of this gate: {@code layertax certify} makes it again, and here the
 * claims that take seconds are made again.
 */
class ShippedCertificateTest {

  private static final Certificate SHIPPED = CertificateFile.shipped().orElseThrow();

  private static final NoiseShape SHAPE =
      NoiseShape.of(
          SHIPPED.noise().stream()
              .map(series -> series.blocks().stream().mapToDouble(Double::doubleValue).toArray())
              .toList());

  @Test
  void shipped_claims_standOnAThousandRunsOfTwentyFourCells() {
    assertThat(SHIPPED.gatedCells()).isEqualTo(24);
    assertThat(SHIPPED.claims())
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim.trials()).isGreaterThanOrEqualTo(1000));
    assertThat(SHIPPED.measured()).isNotEmpty();
  }

  @Test
  void shipped_intervals_areOfTheirCounts() {
    for (Claim claim : SHIPPED.claims()) {
      BinomialEstimate share = BinomialEstimate.of(claim.count(), claim.trials(), .95);
      assertThat(claim.low()).isCloseTo(share.low(), within(1e-9));
      assertThat(claim.high()).isCloseTo(share.high(), within(1e-9));
    }
  }

  @Test
  void shipped_noise_isOfTheShapeItNames() {
    assertThat(SHAPE.excessKurtosis()).isCloseTo(SHIPPED.noiseKurtosis(), within(1e-9));
    assertThat(SHAPE.lag1()).isCloseTo(SHIPPED.noiseLag1(), within(1e-9));
  }

  @Test
  void shipped_falseRegressions_areSurelyUnderOnePercent() {
    assertThat(SHIPPED.claims().stream().filter(claim -> claim.name().equals("false-regression")))
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim.high()).isLessThan(.01));
  }

  @Test
  void shipped_claimsMadeAgain_countTheSame() {
    List<GateSimulation> simulations =
        List.of(
            new GateSimulation(
                BlockNoise.recorded(SHAPE.standardized()), "recorded", SHIPPED.seed()),
            new GateSimulation(BlockNoise.normal(), "normal", SHIPPED.seed()));
    List<Claim> again = new ArrayList<>();
    for (GateSimulation simulation : simulations) {
      again.add(simulation.coverage(.15, 10, 20_000));
      again.add(simulation.coverage(.15, 40, 20_000));
      again.add(simulation.lost(.07, 1000, .90));
    }
    again.add(simulations.get(0).power(.07, .10, 1000, .95));
    for (Claim claim : again) {
      assertThat(SHIPPED.claims())
          .filteredOn(
              shipped ->
                  shipped.name().equals(claim.name())
                      && shipped.noise().equals(claim.noise())
                      && shipped.blockSd() == claim.blockSd()
                      && shipped.effect() == claim.effect()
                      && shipped.mostBlocks() == claim.mostBlocks())
          .singleElement()
          .satisfies(
              shipped -> {
                assertThat(shipped.trials()).isEqualTo(claim.trials());
                assertThat(shipped.count()).isEqualTo(claim.count());
                assertThat(shipped.meanBlocks()).isCloseTo(claim.meanBlocks(), within(1e-9));
                assertThat(shipped.kept()).isEqualTo(claim.kept());
              });
    }
  }
}
