package dev.layertax.harness.cli;

import dev.layertax.harness.plan.PlanException;
import dev.layertax.harness.run.WantOfSpace;
import dev.layertax.reports.gate.PolicyException;
import dev.layertax.reports.rundir.RunDirectoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** How an exception is told to a user: one message and the contract's exit code. */
record Failure(ExitCode exitCode, String message) {

  static Failure of(Exception e) {
    if (e instanceof UserException mendable) {
      return new Failure(mendable.exitCode(), mendable.getMessage());
    }
    if (e instanceof PlanException plan) {
      return new Failure(ExitCode.USAGE, plan.getMessage());
    }
    if (e instanceof PolicyException || e instanceof RunDirectoryException) {
      return new Failure(ExitCode.INVALID, e.getMessage());
    }
    if (e instanceof UncheckedIOException unchecked) {
      return of(unchecked.getCause());
    }
    if (e instanceof FileSystemException file) {
      return new Failure(ExitCode.INVALID, file.getFile() + ": " + reason(file));
    }
    if (e instanceof IOException && WantOfSpace.isNamedIn(String.valueOf(e.getMessage()))) {
      return new Failure(ExitCode.INVALID, e.getMessage());
    }
    return new Failure(ExitCode.HARNESS_ERROR, String.valueOf(e));
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is a file already, and a directory is needed";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
