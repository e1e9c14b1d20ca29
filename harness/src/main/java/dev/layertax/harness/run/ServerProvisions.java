package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.util.Optional;

/**
 * Provisions of a run with a server.
 *
 * @param others of the cells beside the server's
 */
public record ServerProvisions(Provisions others, ServerWorkload server) implements Provisions {

  @Override
  public Dataset dataset(Cell cell) throws IOException {
    return others.dataset(cell);
  }

  @Override
  public Optional<ServerWorkload> server(Cell cell) {
    return server.hasCell(cell) ? Optional.of(server) : Optional.empty();
  }

  @Override
  public boolean processorBound(Cell cell) {
    return others.processorBound(cell);
  }
}
