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
 * @param figures behind the verdict; null of a counter, and where nothing was measured
 * @param floor that the rule sets under the advantage; NaN of any other rule
 */
public record Finding(
    int line,
    String rule,
    Cell cell,
    Verdict verdict,
    String explanation,
    Figures figures,
    double floor) {

  /** What a rule can find. */
  public enum Verdict {
    /** The advantage's lower bound clears the floor. */
    CONFIRMED,
    /** The advantage's upper bound is under the floor. */
    LOST,
    /** The slowdown's lower bound is above the tolerance, and further blocks agree. */
    REGRESSION,
    /** The slowdown's upper bound is under the margin. */
    PASS,
    /** The cell became faster by more than the tolerance. */
    IMPROVED,
    /** A regression that the baseline names, with a reason and a date that has not passed. */
    ACCEPTED,
    /** The numbers do not decide. */
    INCONCLUSIVE,
    /** The counter is exactly what the policy says. */
    EXACT,
    /** The counter is something else. */
    CHANGED,
    /** The gated cell gave no measurement, or one that must not be judged. */
    INVALID
  }

  /**
   * The numbers that decided.
   *
   * @param estimate the advantage, or the slowdown as cost after over cost before
   * @param low bound of it at the finding's level; 0 where there is none
   * @param high bound of it; infinite where there is none
   * @param level one-sided, of all looks together, that the family leaves this finding
   * @param nominal one-sided level of each look's bound
   * @param pValue one-sided, of the better of its claims at the look that shows it best, to be held
   *     against {@code nominal}
   * @param blocks used at the last look
   * @param detectable the smallest change, as a fraction, that so many blocks find with power .8
   * @param blocksNeeded at which a look would decide with power .8 if the estimate is the truth; -1
   *     when none would
   */
  public record Figures(
      double estimate,
      double low,
      double high,
      double level,
      double nominal,
      double pValue,
      int blocks,
      double detectable,
      int blocksNeeded) {}

  /** A finding without figures. */
  public Finding(int line, String rule, Cell cell, Verdict verdict, String explanation) {
    this(line, rule, cell, verdict, explanation, null, Double.NaN);
  }
}
