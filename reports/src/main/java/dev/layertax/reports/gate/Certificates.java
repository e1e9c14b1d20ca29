package dev.layertax.reports.gate;

import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.Claim;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.stats.NoiseShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the certificate that the gate is shipped with: what it promises, tried on simulated runs
 * whose blocks have the noise of real ones.
 */
public final class Certificates {

  private static final double MOST_FALSE_ALARMS = .01;

  private Certificates() {}

  /**
   * Simulates.
   *
   * @param noise recorded log ratios of a workload against itself, {@code double[block]} for each
   *     run and cell, each divided by its cell's spread; a series' own mean is taken away here
   * @param measured calibrations on real machines
   * @param seed of every draw
   * @param runs of each claim
   * @throws IllegalArgumentException when there is no noise to draw from
   */
  public static Certificate make(
      List<double[]> noise, List<Certificate.Measured> measured, long seed, int runs) {
    if (noise.isEmpty()) {
      throw new IllegalArgumentException("a certificate needs the noise of at least one run");
    }
    NoiseShape shape = NoiseShape.of(noise);
    GateSimulation recorded =
        new GateSimulation(BlockNoise.recorded(shape.standardized()), "recorded", seed);
    GateSimulation normal = new GateSimulation(BlockNoise.normal(), "normal", seed);
    List<Claim> claims = new ArrayList<>();
    for (GateSimulation simulation : List.of(recorded, normal)) {
      for (double sd : new double[] {.07, .15, .25}) {
        claims.add(simulation.falseAlarms(sd, runs, MOST_FALSE_ALARMS));
        claims.add(simulation.falselyLost(sd, runs, MOST_FALSE_ALARMS));
      }
      claims.add(simulation.power(.07, .05, runs, Double.NaN));
      claims.add(simulation.power(.07, .10, runs, .95));
      claims.add(simulation.power(.15, .10, runs, Double.NaN));
      claims.add(simulation.power(.15, .20, runs, .99));
      claims.add(simulation.power(.25, .20, runs, Double.NaN));
      claims.add(simulation.lost(.07, runs, .90));
      claims.add(simulation.lost(.15, runs, .90));
      claims.add(simulation.coverage(.15, 10, 20 * runs));
      claims.add(simulation.coverage(.15, 40, 20 * runs));
    }
    return new Certificate(
        Plan.SCHEMA_VERSION,
        seed,
        GateSimulation.GATED_CELLS,
        noise.size(),
        noise.stream().mapToInt(series -> series.length).sum(),
        shape.excessKurtosis(),
        shape.lag1(),
        claims,
        measured);
  }
}
