package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a policy's rules found in a run.
 *
 * @param policySource where the policy came from, as the user named it
 * @param actions what each verdict does
 * @param findings one per rule and matched cell, in the policy's order
 * @param notes what the policy asks for and was not judged, and why, in sentences
 */
public record GateOutcome(
    String policySource, Actions actions, List<Finding> findings, List<String> notes) {

  /** The gate's answer; the worst one that a finding calls for. */
  public enum Status {
    /** A gated cell gave nothing that can be judged. */
    INVALID(20),
    /** A cell became slower, or an exact counter changed. */
    REGRESSION(10),
    ADVANTAGE_LOST(11),
    /** Undecided, and the policy says that this fails. */
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

  /** An outcome under the usual actions. */
  public GateOutcome(
      String policySource, boolean strict, List<Finding> findings, List<String> notes) {
    this(policySource, Actions.usual(strict), findings, notes);
  }

  public GateOutcome {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** The answer, worst first: what was not measured hides what was. */
  public Status status() {
    if (fails(Verdict.INVALID)) {
      return Status.INVALID;
    }
    if (fails(Verdict.REGRESSION) || fails(Verdict.CHANGED)) {
      return Status.REGRESSION;
    }
    if (fails(Verdict.LOST)) {
      return Status.ADVANTAGE_LOST;
    }
    return fails(Verdict.INCONCLUSIVE) ? Status.INCONCLUSIVE : Status.OK;
  }

  /** What the finding does to a build. */
  public Action action(Finding finding) {
    return actions.of(finding.verdict());
  }

  private boolean fails(Verdict verdict) {
    return actions.of(verdict) == Action.FAIL
        && findings.stream().anyMatch(finding -> finding.verdict() == verdict);
  }

  /** The highest floor that a rule sets under each gated advantage. */
  public Map<Cell, Double> floors() {
    return findings.stream()
        .filter(finding -> !Double.isNaN(finding.floor()))
        .collect(Collectors.toMap(Finding::cell, Finding::floor, Math::max));
  }
}
