package dev.layertax.reports.model;

import java.util.Objects;

/**
 * How often a cell's data was looked over after a visit and found right.
 *
 * @param visits that gave a measurement
 * @param verified of them, those whose data was looked over; one that found it wrong is a failure
 * @param last what was found the last time, in one line
 */
public record Verification(Cell cell, int visits, int verified, String last) {
  public Verification {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(last, "last");
  }
}
