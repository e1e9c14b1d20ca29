package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Provisions of a run that measures two revisions: both start from the same dataset, each on a
 * class path of its own.
 *
 * @param others of the new revision
 * @param oldPath class path of the old one; empty where both are one and the same
 * @param newFlags of the measured JVM, by cell of the new revision
 */
public record RevisionProvisions(
    Provisions others, Optional<ProgramPath> oldPath, Function<Cell, List<String>> newFlags)
    implements Provisions {

  @Override
  public Dataset dataset(Cell cell) throws IOException {
    return others.dataset(cell.newRevision());
  }

  @Override
  public Optional<ServerWorkload> server(Cell cell) {
    return others.server(cell);
  }

  @Override
  public boolean processorBound(Cell cell) {
    return others.processorBound(cell.newRevision());
  }

  @Override
  public List<String> jvmFlags(Cell cell) {
    return cell.ofOldRevision() || cell.engine().equals(Cell.HOST_ENGINE)
        ? List.of()
        : newFlags.apply(cell);
  }

  @Override
  public Optional<ProgramPath> classPath(Cell cell) {
    return cell.ofOldRevision() ? oldPath : Optional.empty();
  }
}
