package dev.layertax.reports.model;

/**
 * How long one fork measures a cell.
 *
 * @param warmupIterations at least 0
 * @param warmupSeconds length of one warm-up iteration; ignored by single-shot workloads
 * @param iterations at least 1
 * @param iterationSeconds length of one iteration; ignored by single-shot workloads
 */
public record Measurement(
    int warmupIterations, double warmupSeconds, int iterations, double iterationSeconds) {

  public Measurement {
    if (warmupIterations < 0 || iterations < 1) {
      throw new IllegalArgumentException(
          "a measurement needs 0 or more warm-up iterations and 1 or more iterations, got "
              + warmupIterations
              + " and "
              + iterations);
    }
  }
}
