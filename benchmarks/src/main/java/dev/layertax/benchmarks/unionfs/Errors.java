package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;

/**
 * The exceptions Java's Unix provider throws for an errno, with the caller's path. The reasons are
 * those of {@code strerror}.
 */
final class Errors {
  private static final String LOOP =
      "Too many levels of symbolic links or unable to access attributes of symbolic link";

  private static final String NOT_A_DIRECTORY = "Not a directory";

  private Errors() {}

  /** rename(2)'s EXDEV, for which a plain move falls back to a copy. */
  static final class CrossDeviceException extends FileSystemException {
    private static final long serialVersionUID = 1;

    CrossDeviceException(Path file, Path other) {
      super(file.toString(), other.toString(), "Invalid cross-device link");
    }
  }

  /**
   * The answer to {@code Files.exists}, which looks at the class alone: where it was thrown would
   * cost more to find than the name.
   */
  static final class AbsentException extends NoSuchFileException {
    private static final long serialVersionUID = 1;

    AbsentException(Path file) {
      super(file.toString());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** What was looked up has changed since: look it up again. Never reaches a caller. */
  static final class StaleEntryException extends IOException {
    private static final long serialVersionUID = 1;

    StaleEntryException() {
      super("the name changed meanwhile");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** The first failure, with the second beside it. */
  static IOException both(IOException first, IOException second) {
    if (first == null) {
      return second;
    }
    first.addSuppressed(second);
    return first;
  }

  static NoSuchFileException noSuchFile(Path file) {
    return new NoSuchFileException(file.toString());
  }

  static FileAlreadyExistsException exists(Path file) {
    return new FileAlreadyExistsException(file.toString());
  }

  static FileSystemException notDirectory(Path file) {
    return of(file, NOT_A_DIRECTORY);
  }

  /** Whether it is ENOTDIR, which has no class of its own but when a directory is listed. */
  static boolean isNotDirectory(FileSystemException failure) {
    return NOT_A_DIRECTORY.equals(failure.getReason());
  }

  static FileSystemException isDirectory(Path file) {
    return of(file, "Is a directory");
  }

  static FileSystemException loop(Path file) {
    return of(file, LOOP);
  }

  static boolean isLoop(IOException failure) {
    return failure instanceof FileSystemException e && LOOP.equals(e.getReason());
  }

  static boolean isNameTooLong(FileSystemException failure) {
    return "File name too long".equals(failure.getReason());
  }

  static FileSystemException busy(Path file) {
    return of(file, "Device or resource busy");
  }

  static FileSystemException invalid(Path file) {
    return of(file, "Invalid argument");
  }

  static FileSystemException of(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }

  static FileSystemException of(Path file, Path other, String reason) {
    return new FileSystemException(file.toString(), other.toString(), reason);
  }

  /** The same failure with the caller's path in place of the backing file's. */
  static IOException translated(IOException failure, Path file) {
    return translated(failure, file.toString(), null);
  }

  /** The same failure with the caller's two paths in place of the backing files'. */
  static IOException translated(IOException failure, Path file, Path other) {
    return translated(failure, file.toString(), other.toString());
  }

  private static IOException translated(IOException failure, String file, String other) {
    if (!(failure instanceof FileSystemException backing)
        || failure instanceof CrossDeviceException) {
      return failure;
    }
    String reason = backing.getReason();
    FileSystemException mine;
    if (failure instanceof NoSuchFileException) {
      mine = new NoSuchFileException(file, other, reason);
    } else if (failure instanceof FileAlreadyExistsException) {
      mine = new FileAlreadyExistsException(file, other, reason);
    } else if (failure instanceof AccessDeniedException) {
      mine = new AccessDeniedException(file, other, reason);
    } else if (failure instanceof DirectoryNotEmptyException) {
      mine = new DirectoryNotEmptyException(file);
    } else if (failure instanceof NotDirectoryException) {
      mine = new NotDirectoryException(file);
    } else if (failure instanceof NotLinkException) {
      mine = new NotLinkException(file, other, reason);
    } else if (failure instanceof FileSystemLoopException) {
      mine = new FileSystemLoopException(file);
    } else {
      mine = new FileSystemException(file, other, reason);
    }
    mine.setStackTrace(failure.getStackTrace());
    return mine;
  }
}
