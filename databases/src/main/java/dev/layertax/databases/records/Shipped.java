package dev.layertax.databases.records;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.workload.StorageState;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a store lies that an image ships; of a workload whose parameter {@link #START} says whether
 * it begins with one.
 */
public final class Shipped {

  /** The parameter's name. */
  public static final String START = "start";

  /** The image ships the store. */
  public static final String SHIPPED = "shipped";

  /** The workload makes it, empty. */
  public static final String EMPTY = "empty";

  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private Shipped() {}

  /** The files that a workload with such a parameter starts from. */
  public static DatasetSource byStart(Map<String, String> params, MadeDataset made) {
    return params.get(START).equals(SHIPPED) ? made : NOTHING;
  }

  /**
   * The store's directory, which is there. On a copy-on-write layer it must be: one made now would
   * be the layer's own, with nothing to copy up. Elsewhere it is made if it is absent.
   *
   * @param name of the directory, which the program of {@code made} writes
   */
  public static Path in(StorageState storage, MadeDataset made, String name) throws IOException {
    Path directory = storage.directory().resolve(name);
    if (!Files.isDirectory(directory)) {
      if (storage.isLayer()) {
        throw new FileSystemException(
            directory.toString(), null, "dataset " + made.name() + " is absent below this layer");
      }
      made.maker().make(storage.directory());
    }
    return directory;
  }
}
