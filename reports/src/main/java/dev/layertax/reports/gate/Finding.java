package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;

/**
 * One rule judged on one cell.
 *
 * @param line of the rule in the policy, from 1
 * @param rule the rule in one line, as the user would write it
 * @param cell the judged cell
 * @param verdict what was found
 * @param explanation one sentence with the figures
 */
public record Finding(int line, String rule, Cell cell, Verdict verdict, String explanation) {

  /** What a rule can find. */
  public enum Verdict {
    /** The advantage's lower bound clears the floor. */
    CONFIRMED,
    /** The advantage's upper bound is under the floor. */
    LOST,
    /** The numbers do not decide. */
    INCONCLUSIVE,
    /** The counter is exactly what the policy says. */
    EXACT,
    /** The counter is something else. */
    CHANGED,
    /** The gated cell gave no measurement. */
    INVALID
  }
}
