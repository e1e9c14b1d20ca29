package dev.layertax.harness.run;

import dev.layertax.reports.model.Sample;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a run stands after a visit.
 *
 * @param sample the visit
 * @param blocks blocks planned
 * @param visitsInBlock visits in each block
 * @param visitsDone visits finished, those before a resume included
 * @param visits visits planned
 * @param took the visit, all its steps included
 * @param remaining until the last block ends, or the budget if that is sooner
 * @param advantage current estimate for the visited cell: cost on the writable layer divided by
 *     cost on the target, above 1 the target is faster; empty for the layer itself, for sentinels
 *     and until a block has both
 */
public record Progress(
    Sample sample,
    int blocks,
    int visitsInBlock,
    int visitsDone,
    int visits,
    Duration took,
    Optional<Duration> remaining,
    OptionalDouble advantage) {}
