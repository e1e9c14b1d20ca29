package dev.layertax.reports.model;

/** What an unguided comparison supports. */
public enum Verdict {
  /** The target costs less than the reference by more than the equivalence margin can hide. */
  FASTER,
  /** The target costs more than the reference. */
  SLOWER,
  /** Two one-sided tests place the ratio within the equivalence margin. */
  EQUIVALENT,
  /** The numbers do not decide. */
  INCONCLUSIVE
}
