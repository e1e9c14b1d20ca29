package dev.layertax.reports.model;

import java.util.List;

/**
 * What the gate was shown to keep of its promises; {@code certificate.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param seed of the simulation
 * @param gatedCells of each simulated run
 * @param noiseRuns recorded series of block noise that the simulation draws from
 * @param noiseBlocks values in them
 * @param noiseKurtosis excess kurtosis of the recorded noise, 0 for a normal one
 * @param noiseLag1 correlation of neighbouring blocks in it
 * @param claims what was simulated, and what came of it
 * @param measured calibrations on real machines
 */
public record Certificate(
    int schemaVersion,
    long seed,
    int gatedCells,
    int noiseRuns,
    int noiseBlocks,
    double noiseKurtosis,
    double noiseLag1,
    List<Claim> claims,
    List<Measured> measured) {
  public Certificate {
    claims = List.copyOf(claims);
    measured = List.copyOf(measured);
  }

  /**
   * One promise, tried.
   *
   * @param name of what is counted, in one word with hyphens
   * @param noise {@code recorded} or {@code normal}
   * @param blockSd standard deviation of the blocks' log ratios
   * @param effect the true change as a fraction: .1 for ten percent more cost
   * @param trials simulated runs, or intervals
   * @param count of them in which it happened
   * @param share of them
   * @param low lower bound of its exact 95 % interval
   * @param high upper bound of its exact 95 % interval
   * @param meanBlocks that the runs made before they were settled
   * @param promised what the share should keep to: an upper bound of false alarms, a lower bound of
   *     power; NaN where nothing is promised
   * @param kept whether it does
   */
  public record Claim(
      String name,
      String noise,
      double blockSd,
      double effect,
      int trials,
      int count,
      double share,
      double low,
      double high,
      double meanBlocks,
      double promised,
      boolean kept) {}

  /**
   * Real runs of a calibration.
   *
   * @param machine kernel, processor and file system in words
   * @param request what was asked for
   * @param series what came of it
   */
  public record Measured(
      String machine, Calibration.Request request, List<Calibration.Series> series) {
    public Measured {
      series = List.copyOf(series);
    }
  }
}
