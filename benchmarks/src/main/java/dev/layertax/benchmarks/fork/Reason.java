package dev.layertax.benchmarks.fork;

import java.nio.file.FileSystemException;

/** Why a visit failed, in one line. */
final class Reason {
  private Reason() {}

  /** The deepest cause: JMH hides a benchmark's own exception as a suppressed one. */
  static String of(Throwable failure) {
    Throwable root = failure;
    while (true) {
      if (root.getCause() != null) {
        root = root.getCause();
      } else if (root.getSuppressed().length > 0) {
        root = root.getSuppressed()[0];
      } else {
        break;
      }
    }
    String message = String.valueOf(root.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    boolean tellsAll =
        (root instanceof FileSystemException file && file.getReason() != null)
            || root instanceof IllegalArgumentException
            || root instanceof IllegalStateException;
    return tellsAll ? message : root.getClass().getSimpleName() + ": " + message;
  }
}
