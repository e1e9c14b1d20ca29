package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import java.util.List;

/**
 * What a policy's rules found in a run.
 *
 * @param policySource where the policy came from, as the user named it
 * @param strict whether an undecided rule fails the gate
 * @param findings one per rule and matched cell, in the policy's order
 * @param notes what the policy asks for and was not judged, and why, in sentences
 */
public record GateOutcome(
    String policySource, boolean strict, List<Finding> findings, List<String> notes) {

  /** The gate's answer; the worst one that a finding calls for. */
  public enum Status {
    /** A gated cell was not measured, so its rule cannot be judged. */
    INVALID(20),
    /** An exact counter changed. */
    REGRESSION(10),
    ADVANTAGE_LOST(11),
    /** Undecided under a strict policy. */
    INCONCLUSIVE(12),
    OK(0);

    private final int exitCode;

    Status(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code that the contract gives this answer. */
    public int exitCode() {
      return exitCode;
    }
  }

  /** An outcome without notes, of a policy that is not strict. */
  public GateOutcome(String policySource, List<Finding> findings) {
    this(policySource, false, findings, List.of());
  }

  public GateOutcome {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** The answer, worst first: what was not measured hides what was. */
  public Status status() {
    if (has(Verdict.INVALID)) {
      return Status.INVALID;
    }
    if (has(Verdict.CHANGED)) {
      return Status.REGRESSION;
    }
    if (has(Verdict.LOST)) {
      return Status.ADVANTAGE_LOST;
    }
    return strict && has(Verdict.INCONCLUSIVE) ? Status.INCONCLUSIVE : Status.OK;
  }

  private boolean has(Verdict verdict) {
    return findings.stream().anyMatch(finding -> finding.verdict() == verdict);
  }
}
