package dev.layertax.reports.model;

import java.util.List;

/**
 * What the gate was shown to keep of its promises; {@code certificate.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param seed of the simulation
 * @param gatedCells of each simulated run
 * @param noise recorded series that the simulation draws from
 * @param noiseKurtosis excess kurtosis of the recorded noise, 0 for a normal one
 * @param noiseLag1 correlation of neighbouring blocks in it
 * @param claims what was simulated, and what came of it
 * @param measured calibrations on real machines
 */
public record Certificate(
    int schemaVersion,
    long seed,
    int gatedCells,
    List<NoiseSeries> noise,
    double noiseKurtosis,
    double noiseLag1,
    List<Claim> claims,
    List<Measured> measured) {
  public Certificate {
    noise = List.copyOf(noise);
    claims = List.copyOf(claims);
    measured = List.copyOf(measured);
  }

  /**
   * How the blocks of one cell scattered in one run of the same against itself.
   *
   * @param cell in words
   * @param blocks natural logarithms of each block's ratio, divided by the root of their mean
   *     square over all runs of the cell
   */
  public record NoiseSeries(String cell, List<Double> blocks) {
    public NoiseSeries {
      blocks = List.copyOf(blocks);
    }
  }

  /** Recorded blocks in all series. */
  public int noiseBlocks() {
    return noise.stream().mapToInt(series -> series.blocks().size()).sum();
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
   * @param mostBlocks that a run may make
   * @param meanBlocks that the runs made before they were settled
   * @param promised what the share should keep to: an upper bound of false alarms, a lower bound of
   *     power; NaN where nothing is promised
   * @param kept whether it does: the whole interval of a false alarm is under the bound; where the
   *     truth stands at the very edge of a false alarm, whose chance may reach the bound, the
   *     interval does not lie above it
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
      int mostBlocks,
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
