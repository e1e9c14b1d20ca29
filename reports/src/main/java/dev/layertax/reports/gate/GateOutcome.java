package dev.layertax.reports.gate;

import java.util.List;

/**
 * What a policy's rules found in a run.
 *
 * @param policySource where the policy came from, as the user named it
 * @param findings one per rule and matched cell, in the policy's order
 */
public record GateOutcome(String policySource, List<Finding> findings) {

  /** The gate's answer, worst finding first. */
  public enum Status {
    OK,
    /** A gated cell was not measured, so its rule cannot be judged. */
    INVALID,
    REGRESSION,
    ADVANTAGE_LOST,
    /** Undecided under a strict policy. */
    INCONCLUSIVE
  }

  public GateOutcome {
    findings = List.copyOf(findings);
  }
}
