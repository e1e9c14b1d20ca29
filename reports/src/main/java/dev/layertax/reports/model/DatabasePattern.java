package dev.layertax.reports.model;

import java.util.List;

/**
 * A database, and the hand-made workloads that have its write pattern: what they say of a place
 * should foretell what it says.
 *
 * @param database its line, as {@link Cell#question()} has it
 * @param patterns theirs
 */
public record DatabasePattern(String database, List<String> patterns) {
  public DatabasePattern {
    patterns = List.copyOf(patterns);
  }
}
