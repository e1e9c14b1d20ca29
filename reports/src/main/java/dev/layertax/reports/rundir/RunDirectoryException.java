package dev.layertax.reports.rundir;

import java.io.IOException;
import java.nio.file.Path;

/** A run directory that cannot be used as it is: names the file, what was found, what to do. */
public final class RunDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  RunDirectoryException(Path file, String problem, String remedy) {
    super(file + ": " + problem + "; " + remedy);
  }

  RunDirectoryException(Path file, long line, String problem, String remedy) {
    super(file + ", line " + line + ": " + problem + "; " + remedy);
  }
}
