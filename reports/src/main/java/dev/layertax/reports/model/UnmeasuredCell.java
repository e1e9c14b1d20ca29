package dev.layertax.reports.model;

import java.util.Objects;

/**
 * A cell that was asked for and cannot be measured anywhere, such as a database's native code on a
 * layer that is simulated within Java.
 *
 * @param reason in one sentence without its full stop
 */
public record UnmeasuredCell(Cell cell, String reason) {
  public UnmeasuredCell {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(reason, "reason");
  }
}
