package dev.layertax.harness.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user asked to run, still in the user's own words.
 *
 * @param engines names of engines; empty for {@code simulated}
 * @param profile name of the profile
 * @param workloads globs over workload names; empty for all
 * @param targets names of targets; empty for all. The writable layer is always among those
 *     measured, because every other target is judged against it
 * @param blocks the most blocks; empty for the profile's
 * @param budget time after which no new block starts; empty for the profile's, or for none where
 *     blocks are asked for
 * @param seed of every random choice
 */
public record PlanRequest(
    List<String> engines,
    String profile,
    List<String> workloads,
    List<String> targets,
    OptionalInt blocks,
    Optional<Duration> budget,
    long seed) {
  public PlanRequest {
    engines = List.copyOf(engines);
    workloads = List.copyOf(workloads);
    targets = List.copyOf(targets);
  }
}
