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
 */
public record Passport(String engine, Target target, SortedMap<String, String> facts) {

  /** The fact of a target that is not what its name says: why, in one sentence. */
  public static final String INVALID = "invalid";

  public Passport {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Why the target is not what its name says, so that it was not measured; empty when it is. */
  public Optional<String> invalid() {
    return Optional.ofNullable(facts.get(INVALID));
  }
}
