package dev.layertax.reports.model;

/**
 * What one cell costs on an engine, divided by what it costs on a more real one; an entry of {@code
 * engineCosts} in {@code results.json}.
 *
 * <p>On the writable layer this is the engine's own cost per operation, which an advantage shows
 * only as a part. Volumes and mounts are directories on either engine: there the ratio should be 1.
 *
 * @param cell what is judged
 * @param referenceEngine a more real engine of the run that has the cell: {@code docker}, {@code
 *     kernel}
 * @param ratio cost on the cell's engine divided by cost on the reference engine, the geometric
 *     mean over blocks; above 1 the engine costs more. NaN when no block has both
 * @param low lower bound of its interval; NaN with fewer than two blocks
 * @param high upper bound of its interval
 * @param confidence of the interval, in (0,1): the plan's
 * @param blocks blocks used
 * @param costPerOpSeconds on the cell's engine, in the blocks used
 * @param referenceCostPerOpSeconds on the reference engine, in the blocks used
 */
public record EngineCost(
    Cell cell,
    String referenceEngine,
    double ratio,
    double low,
    double high,
    double confidence,
    int blocks,
    double costPerOpSeconds,
    double referenceCostPerOpSeconds) {}
