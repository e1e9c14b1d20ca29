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
}
