package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.reports.model.Cell;
import java.io.IOException;

/** What the cells of a run start from. */
public interface Provisions {

  /**
   * The files of a cell's image, the same for each cell of one dataset.
   *
   * @throws IOException when a program has to write them and did not
   */
  Dataset dataset(Cell cell) throws IOException;

  /** As {@link dev.layertax.benchmarks.workload.Workload#processorBound}. */
  default boolean processorBound(Cell cell) {
    return true;
  }
}
