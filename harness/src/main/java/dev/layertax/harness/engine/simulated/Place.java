package dev.layertax.harness.engine.simulated;

import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.unionfs.UnionOptions;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What lies at the dataset's path of a container. */
sealed interface Place {

  URI location();

  /** The directory that takes the bytes. */
  Path backing();

  /** The directory whose files back a read of the untouched dataset. */
  default Path source() {
    return backing();
  }

  Map<String, String> facts();

  default void start() throws IOException {}

  default void stop() throws IOException {}

  default void unmount(String container) {}

  /** The writable layer over the image. */
  record Layer(ImageLayers layers, Path upper, Path work) implements Place {
    Layer(ImageLayers layers, Path container) throws IOException {
      this(
          layers,
          Files.createDirectories(container.resolve("upper")),
          Files.createDirectories(container.resolve("work")));
    }

    private static final UnionOptions OPTIONS = UnionOptions.defaults();

    @Override
    public URI location() {
      return UnionFileSystem.uri(
          layers.topmostFirst(), upper, work, OPTIONS, ImageLayers.DATASET_PATH);
    }

    @Override
    public Path backing() {
      return upper;
    }

    @Override
    public Path source() {
      return layers.dataset();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of(
          "driver",
          "layertax-unionfs",
          "layers",
          Integer.toString(layers.topmostFirst().size()),
          "copyUpSync",
          OPTIONS.sync().name().toLowerCase(Locale.ROOT));
    }
  }

  /** A volume. */
  record InVolume(SimulatedVolume volume) implements Place {
    @Override
    public URI location() {
      return volume.directory().toUri();
    }

    @Override
    public Path backing() {
      return volume.directory();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("driver", "local");
    }

    @Override
    public void unmount(String container) {
      volume.unmount(container);
    }
  }

  /** A directory of the host. */
  record Directory(Path backing) implements Place {
    @Override
    public URI location() {
      return backing.toUri();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("driver", "bind");
    }
  }

  /** Memory, for as long as the container runs. */
  record Memory(Storage tmpfs, String container) implements Place {
    @Override
    public URI location() {
      return backing().toUri();
    }

    @Override
    public Path backing() {
      return tmpfs.root().resolve(container);
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("driver", "tmpfs");
    }

    @Override
    public void start() throws IOException {
      tmpfs.directory(container);
    }

    @Override
    public void stop() throws IOException {
      StorageTree.remove(backing());
    }
  }
}
