package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The gate on runs whose truth is known. Few runs here, for they take seconds; the shipped
 * certificate has a thousand of each.
 */
class GateSimulationTest {

  private static final GateSimulation NORMAL = new GateSimulation(BlockNoise.normal(), "normal", 7);

  @Test
  void falseAlarms_nothingChanged_areNone() {
    Claim claim = NORMAL.falseAlarms(.15, 100, .01);
    assertThat(claim.count()).isZero();
    assertThat(claim.meanBlocks()).isBetween(20.0, 50.0);
  }

  @Test
  void power_tenPercentAtSevenPercentNoise_isHigh() {
    // 100 runs at the promised .95: scipy.stats.binom.ppf(5e-5, 100, .95) = 85
    assertThat(NORMAL.power(.07, .10, 100, .95).count()).isGreaterThanOrEqualTo(85);
  }

  @Test
  void power_farBelowTheTolerance_isNone() {
    assertThat(NORMAL.power(.07, .01, 50, Double.NaN).count()).isZero();
  }

  @Test
  void lost_noAdvantageLeft_isFound() {
    // scipy.stats.binom.ppf(5e-5, 100, .9) = 77
    assertThat(NORMAL.lost(.15, 100, .90).count()).isGreaterThanOrEqualTo(77);
  }

  @Test
  void falselyLost_exactlyAtTheFloor_isRare() {
    // At most 1 % of runs: scipy.stats.binom.ppf(1 - 5e-5, 100, .01) = 6
    assertThat(NORMAL.falselyLost(.15, 100, .01).count()).isLessThanOrEqualTo(6);
  }

  @Test
  void make_sameSeed_sameCertificate() {
    List<NoiseSeries> noise =
        List.of(
            new NoiseSeries("a", List.of(.1, -.2, .05, .02)),
            new NoiseSeries("b", List.of(.3, -.1, -.2)));
    Certificate once = Certificates.make(noise, List.of(), 3, 2, claim -> {});
    assertThat(Certificates.make(noise, List.of(), 3, 2, claim -> {})).isEqualTo(once);
    assertThat(Certificates.make(noise, List.of(), 4, 2, claim -> {})).isNotEqualTo(once);
  }
}
