package dev.layertax.reports.model;

import java.util.List;
import java.util.Objects;

/**
 * A run as its directory holds it: what was planned, where, and every finished visit in order.
 *
 * @param warnings what the reader had to go on without, one sentence each; empty for a whole
 *     directory
 */
public record Run(Plan plan, Environment environment, List<Sample> samples, List<String> warnings) {
  public Run {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(environment, "environment");
    samples = List.copyOf(samples);
    warnings = List.copyOf(warnings);
  }

  /** A run of a whole directory. */
  public Run(Plan plan, Environment environment, List<Sample> samples) {
    this(plan, environment, samples, List.of());
  }

  /**
   * The same run as it stood after its first blocks: the visits of the blocks under this number.
   */
  public Run upTo(int blocks) {
    return new Run(
        plan,
        environment,
        samples.stream().filter(sample -> sample.block() < blocks).toList(),
        warnings);
  }

  /** The visits of the blocks from this number on, counted from 0. */
  public Run from(int block) {
    return new Run(
        plan,
        environment,
        samples.stream().filter(sample -> sample.block() >= block).toList(),
        warnings);
  }

  /** Blocks begun: one more than the highest number among the visits, 0 of a run without any. */
  public int blocksMade() {
    return samples.stream().mapToInt(sample -> sample.block() + 1).max().orElse(0);
  }
}
