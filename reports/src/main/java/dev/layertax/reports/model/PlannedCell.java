package dev.layertax.reports.model;

import java.util.Objects;

/** A cell and how long each of its forks measures it. */
public record PlannedCell(Cell cell, Measurement measurement) {
  public PlannedCell {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(measurement, "measurement");
  }
}
