package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A target's storage beside its containers: the volume or directory that outlives them; nothing for
 * the others.
 */
final class TargetStorage implements AutoCloseable {

  private final Engine engine;
  private final Optional<Volume> volume;
  private final Optional<Path> directory;
  private final Mount mount;

  private TargetStorage(
      Engine engine, Optional<Volume> volume, Optional<Path> directory, Mount mount) {
    this.engine = engine;
    this.volume = volume;
    this.directory = directory;
    this.mount = mount;
  }

  /** Fresh storage of that kind. */
  static TargetStorage of(Engine engine, Target target) throws IOException {
    return switch (target) {
      case WRITABLE_LAYER -> without(engine, new Mount.Layer());
      case ANONYMOUS_VOLUME -> without(engine, new Mount.Anonymous());
      case TMPFS -> without(engine, new Mount.Tmpfs());
      case NAMED_VOLUME -> {
        Volume volume = engine.createVolume();
        yield new TargetStorage(
            engine, Optional.of(volume), Optional.empty(), new Mount.Named(volume));
      }
      case BIND_MOUNT -> {
        Path directory = engine.createHostDirectory();
        yield new TargetStorage(
            engine, Optional.empty(), Optional.of(directory), new Mount.Bind(directory));
      }
      case HOST_DIRECTORY ->
          throw new IllegalArgumentException("a host directory is in no container");
    };
  }

  private static TargetStorage without(Engine engine, Mount mount) {
    return new TargetStorage(engine, Optional.empty(), Optional.empty(), mount);
  }

  /** What a user gives the first container, and the next one in its place, too. */
  Mount mount() {
    return mount;
  }

  /**
   * What a user gives a second container to share the first one's storage: an anonymous volume has
   * to be named by its id, as {@code docker run --volumes-from} does.
   */
  Mount alongside(Container first) {
    List<Volume> anonymous = first.anonymousVolumes();
    return anonymous.isEmpty() ? mount : new Mount.Named(anonymous.get(0));
  }

  @Override
  public void close() throws IOException {
    if (volume.isPresent()) {
      volume.get().remove();
    }
    if (directory.isPresent()) {
      engine.removeHostDirectory(directory.get());
    }
  }
}
