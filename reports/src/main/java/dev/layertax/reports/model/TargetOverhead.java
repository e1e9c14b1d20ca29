package dev.layertax.reports.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a container with this storage costs around the writing, whatever is written.
 *
 * @param engine name of the engine
 * @param target the target
 * @param visits measured visits that the medians are taken over, of all its cells
 * @param medianSeconds by step: {@code create}, with the filling of its volume or bind mount;
 *     {@code start}; {@code stop}; {@code remove}. A step that no visit recorded is absent
 */
public record TargetOverhead(
    String engine, Target target, int visits, SortedMap<String, Double> medianSeconds) {
  public TargetOverhead {
    medianSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(medianSeconds));
  }
}
