package dev.layertax.harness.run;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param end why no further visit was made
 * @param visits visits made by this process
 * @param failures those of them that gave no measurement
 * @param took all of it
 */
public record RunOutcome(End end, int visits, int failures, Duration took) {

  /** Why no further visit was made. */
  public enum End {
    /** Every block of the plan is there. */
    COMPLETE,
    /** A look found every verdict of the policy settled. */
    SETTLED,
    /** A further block would not have fitted into the budget. */
    BUDGET_SPENT,
    /** The run was told to stop; the visit at work then is not recorded. */
    INTERRUPTED
  }
}
