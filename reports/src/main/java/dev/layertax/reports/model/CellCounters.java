package dev.layertax.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Exact counts per operation of one cell.
 *
 * @param cell the cell
 * @param counts per operation, by counter
 * @param unequal counters whose value was not the same in every fork; their entry in {@code counts}
 *     is the first fork's
 */
public record CellCounters(Cell cell, SortedMap<String, Double> counts, List<String> unequal) {
  public CellCounters {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    unequal = List.copyOf(unequal);
  }
}
