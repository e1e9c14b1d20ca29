package dev.layertax.harness.cli;

import dev.layertax.reports.gate.GateOutcome;
import java.util.Arrays;

/** The contract's exit codes; a verdict and a broken tool never share one. */
enum ExitCode {
  OK(0),
  REGRESSION(10),
  ADVANTAGE_LOST(11),
  INCONCLUSIVE(12),
  /** The environment, an input or a baseline cannot be used. */
  INVALID(20),
  /** Layertax itself failed. */
  HARNESS_ERROR(30),
  USAGE(64);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ExitCode of(GateOutcome.Status status) {
    return Arrays.stream(values())
        .filter(exit -> exit.code == status.exitCode())
        .findFirst()
        .orElse(HARNESS_ERROR);
  }
}
