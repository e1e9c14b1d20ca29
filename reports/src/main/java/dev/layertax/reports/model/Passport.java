package dev.layertax.reports.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a target of an engine really is.
 *
 * @param engine name of the engine
 * @param target the target
 * @param facts by name, untrusted text: {@code path}, {@code mount}, {@code fileSystem}, {@code
 *     device}, {@code options}, {@code driver}, {@code freeBytes}, {@code fsync}, {@link #INVALID},
 *     …
 * @param workload whose containers alone it is about, as a server's own; null for all that have
 *     none of their own
 */
public record Passport(
    String engine, Target target, SortedMap<String, String> facts, String workload) {

  /** The fact of a target that is not what its name says: why, in one sentence. */
  public static final String INVALID = "invalid";

  public Passport {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** A passport of a target for every workload. */
  public Passport(String engine, Target target, SortedMap<String, String> facts) {
    this(engine, target, facts, null);
  }

  /** The same about the containers of one workload alone. */
  public Passport of(String oneWorkload) {
    return new Passport(engine, target, facts, oneWorkload);
  }

  /** The target in one line, with the workload that it is about. */
  public String label() {
    return target.label() + (workload == null ? "" : " for " + workload);
  }

  /** Why the target is not what its name says, so that it was not measured; empty when it is. */
  public Optional<String> invalid() {
    return Optional.ofNullable(facts.get(INVALID));
  }
}
