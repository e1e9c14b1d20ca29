package dev.layertax.reports.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a target of an engine really is.
 *
 * @param engine name of the engine
 * @param target the target
 * @param facts by name, untrusted text: {@code path}, {@code mount}, {@code fileSystem}, {@code
 *     device}, {@code driver}, {@code freeBytes}, {@code fsync}, …
 */
public record Passport(String engine, Target target, SortedMap<String, String> facts) {
  public Passport {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
