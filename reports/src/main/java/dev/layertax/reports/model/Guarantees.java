package dev.layertax.reports.model;

import java.util.List;
import java.util.Objects;

/**
 * What each place guarantees, by experiment; {@code guarantees.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param layertaxVersion version of the harness that made the experiments
 * @param madeAt ISO-8601 instant of the first experiment
 * @param findings one for each engine, target and experiment, in the order they were made
 */
public record Guarantees(
    int schemaVersion, String layertaxVersion, String madeAt, List<Guarantee> findings) {
  public Guarantees {
    Objects.requireNonNull(layertaxVersion, "layertaxVersion");
    Objects.requireNonNull(madeAt, "madeAt");
    findings = List.copyOf(findings);
  }
}
