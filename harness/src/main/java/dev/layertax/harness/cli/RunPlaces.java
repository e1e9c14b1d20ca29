package dev.layertax.harness.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Where runs are kept when the user names no place. */
final class RunPlaces {

  /** Parent of the default run directories, under the working directory. */
  static final Path DEFAULT_RUNS = Path.of("target", "layertax");

  private static final Path LATEST = DEFAULT_RUNS.resolve("latest");

  private RunPlaces() {}

  static Path defaultRun(String runId) {
    return DEFAULT_RUNS.resolve(runId);
  }

  /**
   * Lets {@code latest} point to a run of the default place; other runs do not change it. A file of
   * that name that is no link is somebody's own and stays.
   */
  static void markLatest(Path run) throws IOException {
    if (!run.startsWith(DEFAULT_RUNS)
        || (Files.exists(LATEST, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(LATEST))) {
      return;
    }
    Path link = LATEST.resolveSibling("." + UUID.randomUUID());
    try {
      Files.createSymbolicLink(link, DEFAULT_RUNS.relativize(run));
    } catch (UnsupportedOperationException | FileAlreadyExistsException e) {
      return;
    }
    Files.move(link, LATEST, StandardCopyOption.ATOMIC_MOVE);
  }
}
