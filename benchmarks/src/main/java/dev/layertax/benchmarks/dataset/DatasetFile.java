package dev.layertax.benchmarks.dataset;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One file that an image ships.
 *
 * @param path relative to the dataset's directory, with {@code /}
 * @param sizeBytes its size, 0 or more
 * @param seed decides every byte of it; of a file that a program wrote, a hash of its bytes
 */
public record DatasetFile(String path, long sizeBytes, long seed) {
  public DatasetFile {
    Objects.requireNonNull(path, "path");
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "a dataset file's path is relative and without empty, . or .. names, got " + path);
      }
    }
    if (sizeBytes < 0) {
      throw new IllegalArgumentException(path + " cannot have a size of " + sizeBytes + " bytes");
    }
  }

  /** Where the file lies when its dataset lies in a directory. */
  public Path in(Path directory) {
    return directory.resolve(path);
  }
}
