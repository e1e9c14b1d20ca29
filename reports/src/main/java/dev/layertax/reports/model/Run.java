package dev.layertax.reports.model;

import java.util.List;
import java.util.Objects;

/** A run as its directory holds it: what was planned, where, and every finished visit in order. */
public record Run(Plan plan, Environment environment, List<Sample> samples) {
  public Run {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(environment, "environment");
    samples = List.copyOf(samples);
  }
}
