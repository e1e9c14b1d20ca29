package dev.layertax.databases.records;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetSource;
import dev.layertax.benchmarks.dataset.MadeDataset;
import java.util.List;
import java.util.Map;

/**
 * What a workload starts from whose parameter {@link #START} says whether an image ships its store.
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
}
