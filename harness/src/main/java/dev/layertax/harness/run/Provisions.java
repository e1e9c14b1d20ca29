package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the cells of a run start from. */
public interface Provisions {

  /**
   * The files of a cell's image, the same for each cell of one dataset.
   *
   * @throws IOException when a program has to write them and did not
   */
  Dataset dataset(Cell cell) throws IOException;

  /** The server that a cell is one of, in place of a program of the measured JVM. */
  default Optional<ServerWorkload> server(Cell cell) {
    return Optional.empty();
  }

  /** As {@link dev.layertax.benchmarks.workload.Workload#processorBound}. */
  default boolean processorBound(Cell cell) {
    return true;
  }

  /** Flags of the cell's own for the measured JVM. */
  default List<String> jvmFlags(Cell cell) {
    return List.of();
  }

  /** The class path of the cell's revision; empty for that of all. */
  default Optional<ProgramPath> classPath(Cell cell) {
    return Optional.empty();
  }
}
