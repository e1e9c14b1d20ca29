package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The machine a run was made on; {@code environment.json}.
 *
 * @param schemaVersion {@link Plan#SCHEMA_VERSION} of the writer
 * @param host facts by name, untrusted text: {@code os}, {@code kernel}, {@code cpu}, {@code
 *     cores}, {@code memoryBytes}, {@code jdk}, {@code cacheState}, …
 * @param passports what each target of each engine really is
 */
public record Environment(
    int schemaVersion, SortedMap<String, String> host, List<Passport> passports) {
  public Environment {
    host = Collections.unmodifiableSortedMap(new TreeMap<>(host));
    passports = List.copyOf(passports);
  }
}
