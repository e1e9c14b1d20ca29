package dev.layertax.benchmarks.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Files that a program writes, such as a database made by its own engine: their bytes are not known
 * beforehand, and need not be the same twice.
 *
 * <p>A run makes them once, in a JVM that has the workload's jar on its class path, and ships what
 * it finds then in an image; so all places of a run start from the same bytes. On tmpfs, which is
 * empty when a container starts, the measured JVM makes them again before it measures.
 *
 * @param name names the dataset in an image's file system
 * @param maker writes the files
 */
public record MadeDataset(String name, Maker maker) implements DatasetSource {

  public MadeDataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(maker, "maker");
  }

  /** The program. */
  public interface Maker {

    /**
     * Writes the files, closed and flushed when it returns.
     *
     * @param directory empty
     */
    void make(Path directory) throws IOException;
  }
}
