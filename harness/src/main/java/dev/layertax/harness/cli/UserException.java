package dev.layertax.harness.cli;

/** Something the user can mend: shown as its message alone, with its exit code. */
final class UserException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  UserException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
