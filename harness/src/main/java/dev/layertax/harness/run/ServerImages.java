package dev.layertax.harness.run;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ServerEngine;
import dev.layertax.harness.engine.ServerImage;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The images of a run's servers. */
final class ServerImages {

  private final Map<String, Engine> engines;
  private final ProgressListener listener;
  private final Consumer<String> log;
  private final Map<String, ServerImage> made = new HashMap<>();
  private final Map<String, VisitFailedException> failed = new HashMap<>();

  ServerImages(Map<String, Engine> engines, ProgressListener listener, Consumer<String> log) {
    this.engines = engines;
    this.listener = listener;
    this.log = log;
  }

  /** An image that cannot be had fails each visit that needs it, not the run. */
  void build(Cell cell, ServerWorkload server) throws InterruptedException {
    String name = server.name();
    if (made.containsKey(name) || failed.containsKey(name)) {
      return;
    }
    listener.building(cell.engine(), name, 0);
    try {
      made.put(name, engine(cell).serverImage(server.source()));
    } catch (IOException e) {
      log.accept("no image for " + name + ": " + e);
      failed.put(name, VisitFailedException.of("images", e));
    } catch (VisitFailedException e) {
      failed.put(name, e);
    }
  }

  ServerImage of(ServerWorkload server) throws VisitFailedException {
    VisitFailedException why = failed.get(server.name());
    if (why != null) {
      throw new VisitFailedException("its image could not be had: " + why.getMessage());
    }
    return made.get(server.name());
  }

  /** The engine of a server's cell. */
  ServerEngine engine(Cell cell) throws VisitFailedException {
    if (engines.get(cell.engine()) instanceof ServerEngine engine) {
      return engine;
    }
    throw new VisitFailedException("engine " + cell.engine() + " runs no images of a user's own");
  }
}
