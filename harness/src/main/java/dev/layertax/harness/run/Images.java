package dev.layertax.harness.run;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The images of a run: one for each engine and dataset, built before its first block. */
final class Images {

  private record Key(String engine, String dataset) {}

  private final Map<String, Engine> engines;
  private final Provisions provisions;
  private final ProgressListener listener;
  private final Consumer<String> log;
  private final Map<Cell, Key> keys = new HashMap<>();
  private final Map<Cell, VisitFailedException> unprovided = new HashMap<>();
  private final Map<Key, Image> built = new HashMap<>();
  private final Map<Key, VisitFailedException> failed = new HashMap<>();
  private final List<ImageBuild> builds = new ArrayList<>();
  private final ServerImages servers;

  Images(
      Map<String, Engine> engines,
      Provisions provisions,
      ProgressListener listener,
      Consumer<String> log) {
    this.engines = engines;
    this.provisions = provisions;
    this.listener = listener;
    this.log = log;
    this.servers = new ServerImages(engines, listener, log);
  }

  /** Those of the run's servers. */
  ServerImages servers() {
    return servers;
  }

  /** Builds what the plan's cells need; false when stopped before the end. */
  boolean build(Plan plan, BooleanSupplier stopped) throws InterruptedException {
    long start = System.nanoTime();
    List<PlannedCell> all = new ArrayList<>(plan.cells());
    all.addAll(plan.sentinels());
    for (PlannedCell planned : all) {
      if (stopped.getAsBoolean()) {
        return false;
      }
      Optional<ServerWorkload> server = provisions.server(planned.cell());
      if (server.isPresent()) {
        servers.build(planned.cell(), server.get());
      } else {
        build(planned.cell());
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    log.accept("%d images in %.2f s".formatted(built.size(), took.toNanos() / 1e9));
    listener.built(built.size(), took);
    return true;
  }

  /** A dataset that cannot be built fails each visit that needs it, not the run. */
  private void build(Cell cell) {
    Dataset dataset;
    try {
      dataset = provisions.dataset(cell);
    } catch (IOException e) {
      log.accept("no dataset for " + cell + ": " + e);
      unprovided.put(cell, VisitFailedException.of("images", e));
      return;
    }
    Key key = new Key(cell.engine(), dataset.name());
    keys.put(cell, key);
    Engine engine = engines.get(cell.engine());
    if (engine == null || built.containsKey(key) || failed.containsKey(key)) {
      return;
    }
    listener.building(engine.name(), dataset.name(), dataset.sizeBytes());
    long start = System.nanoTime();
    try {
      built.put(key, engine.build(dataset));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (!cell.engine().equals(Cell.HOST_ENGINE)) {
        builds.add(new ImageBuild(engine.name(), dataset.name(), dataset.sizeBytes(), seconds));
      }
      log.accept(
          "image with dataset %s, %d bytes, on %s in %.2f s"
              .formatted(dataset.name(), dataset.sizeBytes(), engine.name(), seconds));
    } catch (IOException e) {
      log.accept("no image with dataset " + dataset.name() + ": " + e);
      failed.put(key, VisitFailedException.of("images", e));
    }
  }

  /** What each took, in the order they were built; the host itself has none to build. */
  List<ImageBuild> builds() {
    return List.copyOf(builds);
  }

  Image of(Cell cell) throws VisitFailedException {
    Key key = keys.get(cell);
    Image image = built.get(key);
    if (image == null) {
      VisitFailedException why = key == null ? unprovided.get(cell) : failed.get(key);
      throw new VisitFailedException("its image could not be built: " + why.getMessage());
    }
    return image;
  }
}
