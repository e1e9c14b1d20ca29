package dev.layertax.harness.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a program in a container ended.
 *
 * @param exitCode its exit code; that of the kill when it was killed
 * @param timedOut whether it was killed at its timeout
 * @param errorTail its last lines on stderr, in order, blank ones left out
 * @param result what it wrote to its result file; empty when there is none
 * @param wall from its start to its end
 */
public record ForkExit(
    int exitCode,
    boolean timedOut,
    List<String> errorTail,
    Optional<String> result,
    Duration wall) {
  public ForkExit {
    errorTail = List.copyOf(errorTail);
  }
}
