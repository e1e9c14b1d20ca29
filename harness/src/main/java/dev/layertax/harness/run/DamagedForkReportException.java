package dev.layertax.harness.run;

/** A fork's result file that is not whole or not of the protocol. */
final class DamagedForkReportException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedForkReportException(String message) {
    super(message);
  }
}
