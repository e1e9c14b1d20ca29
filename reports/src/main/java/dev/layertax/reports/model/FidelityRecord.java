package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How alike the engines were when they were last measured side by side on record; ships with the
 * reports, so that a run of one engine can tell what its simulation was worth elsewhere.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param runId the run it was taken from
 * @param measuredAt ISO-8601 instant
 * @param blocks blocks measured
 * @param confidence of every interval, in (0,1)
 * @param environment facts of the machine by name: {@code kernel}, {@code fileSystem}, {@code jdk},
 *     {@code cpu}
 * @param fidelity as in {@link Results#fidelity}
 * @param fidelitySummaries as in {@link Results#fidelitySummaries}
 */
public record FidelityRecord(
    int schemaVersion,
    String runId,
    String measuredAt,
    int blocks,
    double confidence,
    SortedMap<String, String> environment,
    List<Fidelity> fidelity,
    List<FidelitySummary> fidelitySummaries) {
  public FidelityRecord {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    fidelity = List.copyOf(fidelity);
    fidelitySummaries = List.copyOf(fidelitySummaries);
  }
}
