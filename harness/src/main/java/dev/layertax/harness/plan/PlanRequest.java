package dev.layertax.harness.plan;

import dev.layertax.harness.server.ServerWorkload;
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
 * @param server a user's own server to measure; without workloads it alone is measured
 */
public record PlanRequest(
    List<String> engines,
    String profile,
    List<String> workloads,
    List<String> targets,
    OptionalInt blocks,
    Optional<Duration> budget,
    long seed,
    Optional<ServerWorkload> server) {
  public PlanRequest {
    engines = List.copyOf(engines);
    workloads = List.copyOf(workloads);
    targets = List.copyOf(targets);
  }

  /** A request without a server. */
  public PlanRequest(
      List<String> engines,
      String profile,
      List<String> workloads,
      List<String> targets,
      OptionalInt blocks,
      Optional<Duration> budget,
      long seed) {
    this(engines, profile, workloads, targets, blocks, budget, seed, Optional.empty());
  }
}
