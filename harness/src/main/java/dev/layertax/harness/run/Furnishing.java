package dev.layertax.harness.run;

import dev.layertax.harness.engine.Cleanup;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The fresh storage of one visit and its container; closing it removes them. */
final class Furnishing implements AutoCloseable {

  private final Engine engine;
  private final Target target;
  private Path hostDirectory;
  private Volume volume;
  private Cleanup.Step removal;

  Furnishing(Engine engine, Target target) {
    this.engine = engine;
    this.target = target;
  }

  /** Makes what the target needs beside a container. */
  Mount mount() throws IOException {
    return switch (target) {
      case WRITABLE_LAYER -> new Mount.Layer();
      case NAMED_VOLUME -> {
        volume = engine.createVolume();
        yield new Mount.Named(volume);
      }
      case ANONYMOUS_VOLUME -> new Mount.Anonymous();
      case BIND_MOUNT, HOST_DIRECTORY -> {
        hostDirectory = engine.createHostDirectory();
        yield new Mount.Bind(hostDirectory);
      }
      case TMPFS -> new Mount.Tmpfs();
    };
  }

  /** The directory that only the harness can fill, if the target has one. */
  Optional<Path> hostDirectory() {
    return Optional.ofNullable(hostDirectory);
  }

  /** Takes what removes the container. */
  void holds(Cleanup.Step removesContainer) {
    removal = removesContainer;
  }

  @Override
  public void close() throws IOException {
    if (removal != null) {
      removal.run();
    }
    if (volume != null) {
      volume.remove();
    }
    if (hostDirectory != null) {
      engine.removeHostDirectory(hostDirectory);
    }
  }
}
