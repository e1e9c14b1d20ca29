package dev.layertax.harness.engine.simulated;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.local.ImageLayers;
import dev.layertax.harness.engine.local.LocalEngine;
import dev.layertax.harness.engine.local.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Local containers whose writable layer is a union layer in the measured JVM. */
public final class SimulatedEngine extends LocalEngine {

  /** The name in commands, files and reports. */
  public static final String NAME = "simulated";

  /**
   * @param storage for layers, volumes and bind mounts; the caller closes it
   */
  public SimulatedEngine(Storage storage, ChildJvm jvm) {
    super(NAME, storage, jvm);
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  protected Place place(ImageLayers layers, Path container, Optional<Place> mounted)
      throws IOException {
    return mounted.isPresent() ? mounted.get() : new SimulatedLayer(layers, container);
  }
}
