package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code calibration.json} in the directory that holds a calibration's runs. */
public final class CalibrationFile {

  private static final String NAME = "calibration.json";

  private CalibrationFile() {}

  /** The file of a calibration's directory. */
  public static Path in(Path directory) {
    return directory.resolve(NAME);
  }

  /** Writes it whole or not at all. */
  public static void write(Path directory, Calibration calibration) throws IOException {
    AtomicFile.write(in(directory), RunJson.file(calibration));
  }

  /**
   * Reads it.
   *
   * @throws RunDirectoryException when it is absent or damaged
   */
  public static Calibration read(Path directory) throws IOException {
    Path file = in(directory);
    if (!Files.isRegularFile(file)) {
      throw new RunDirectoryException(
          directory, "has no " + NAME, "name the directory of a calibration");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return RunJson.read(bytes, 0, bytes.length, Calibration.class);
    } catch (JsonProcessingException e) {
      throw new RunDirectoryException(file, RunJson.problem(e), "it cannot be gone on with");
    }
  }
}
