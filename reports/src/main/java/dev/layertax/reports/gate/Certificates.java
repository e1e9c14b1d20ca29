package dev.layertax.reports.gate;

import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.stats.NoiseShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes the certificate that the gate is shipped with: what it promises, tried on simulated runs
 * whose blocks have the noise of real ones.
 */
public final class Certificates {

  private static final double MOST_FALSE_ALARMS = .01;
  private static final int LAST_LOOK = 40;

  private Certificates() {}

  /**
   * Simulates, on all processors; each claim draws for itself, so the same seed gives the same
   * certificate.
   *
   * @param noise of real runs, one series or more
   * @param measured calibrations on real machines
   * @param seed of every draw
   * @param runs of each claim
   * @param made told of each claim as it is made, in no order
   * @throws IllegalArgumentException when there is no noise to draw from
   */
  public static Certificate make(
      List<NoiseSeries> noise,
      List<Certificate.Measured> measured,
      long seed,
      int runs,
      Consumer<Claim> made) {
    if (noise.isEmpty()) {
      throw new IllegalArgumentException("a certificate needs the noise of at least one run");
    }
    NoiseShape shape =
        NoiseShape.of(
            noise.stream()
                .map(one -> one.blocks().stream().mapToDouble(Double::doubleValue).toArray())
                .toList());
    List<Claim> claims =
        Stream.of(
                new GateSimulation(BlockNoise.recorded(shape.standardized()), "recorded", seed),
                new GateSimulation(BlockNoise.normal(), "normal", seed))
            .flatMap(simulation -> claims(simulation, runs))
            .parallel()
            .map(
                claim -> {
                  Claim one = claim.get();
                  made.accept(one);
                  return one;
                })
            .toList();
    return new Certificate(
        Plan.SCHEMA_VERSION,
        seed,
        GateSimulation.GATED_CELLS,
        noise,
        shape.excessKurtosis(),
        shape.lag1(),
        claims,
        measured);
  }

  private static Stream<Supplier<Claim>> claims(GateSimulation simulation, int runs) {
    List<Supplier<Claim>> claims = new ArrayList<>();
    for (double sd : new double[] {.07, .15, .25}) {
      claims.add(() -> simulation.falseAlarms(sd, runs, MOST_FALSE_ALARMS));
      claims.add(() -> simulation.falselyLost(sd, runs, MOST_FALSE_ALARMS));
    }
    claims.add(() -> simulation.power(.07, .05, runs, Double.NaN));
    claims.add(() -> simulation.power(.07, .10, runs, .95));
    claims.add(() -> simulation.power(.07, .10, runs, Double.NaN, LAST_LOOK));
    claims.add(() -> simulation.power(.15, .10, runs, Double.NaN));
    claims.add(() -> simulation.power(.15, .20, runs, .99));
    claims.add(() -> simulation.power(.15, .20, runs, Double.NaN, LAST_LOOK));
    claims.add(() -> simulation.power(.25, .20, runs, Double.NaN));
    claims.add(() -> simulation.lost(.07, runs, .90));
    claims.add(() -> simulation.lost(.15, runs, .90));
    claims.add(() -> simulation.coverage(.15, 10, 20 * runs));
    claims.add(() -> simulation.coverage(.15, LAST_LOOK, 20 * runs));
    return claims.stream();
  }
}
