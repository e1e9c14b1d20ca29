package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A baseline's JSON, as a project commits it and as a run keeps the one it was judged by. */
public final class BaselineFile {

  private static final long MOST_BYTES = 64 << 20;

  private BaselineFile() {}

  /**
   * Reads it.
   *
   * @throws RunDirectoryException when it is absent, damaged, or of another version
   */
  public static Baseline read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RunDirectoryException(
          file,
          "there is no such baseline",
          "name one, or make it of runs by 'layertax baseline update'");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new RunDirectoryException(
          file, "it has " + Files.size(file) + " bytes, too many for a baseline", "restore it");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      int version = RunJson.schemaVersion(bytes);
      if (version > Plan.SCHEMA_VERSION || version < 1) {
        throw new RunDirectoryException(
            file,
            "schemaVersion is " + version + ", this version reads 1 to " + Plan.SCHEMA_VERSION,
            "read it with the version of Layertax that wrote it, or a newer one");
      }
      return RunJson.read(bytes, 0, bytes.length, Baseline.class);
    } catch (JsonProcessingException e) {
      throw new RunDirectoryException(
          file, RunJson.problem(e), "it is no baseline, or was changed; restore it");
    }
  }

  /** Reads it if it is there. */
  public static Optional<Baseline> readIfAny(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Writes it whole or not at all. */
  public static void write(Path file, Baseline baseline) throws IOException {
    AtomicFile.write(file, RunJson.file(baseline));
  }
}
