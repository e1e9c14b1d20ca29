package dev.layertax.harness.engine.simulated;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.environment.MountTable;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Containers on plain directories, their writable layer a union layer in the measured JVM. */
public final class SimulatedEngine implements Engine {

  /** The name in commands, files and reports. */
  public static final String NAME = "simulated";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Storage storage;
  private final ChildJvm jvm;
  private final Optional<Storage> memory;
  private final Map<String, ImageLayers> images = new HashMap<>();
  private final Map<String, SimulatedVolume> volumes = new LinkedHashMap<>();
  private final Set<SimulatedContainer> containers = new LinkedHashSet<>();
  private final Set<Path> hostDirectories = new LinkedHashSet<>();
  private int number;

  /**
   * @param storage for layers, volumes and bind mounts; the caller closes it
   */
  public SimulatedEngine(Storage storage, ChildJvm jvm) {
    this.storage = storage;
    this.jvm = jvm;
    this.memory =
        hasSharedMemory() ? Optional.of(storage.sibling(SHARED_MEMORY)) : Optional.empty();
  }

  /** Where storage of a killed run may lie beside the storage's own parent. */
  public static List<Path> sharedPlaces() {
    return List.of(SHARED_MEMORY);
  }

  private static boolean hasSharedMemory() {
    return MountTable.ofThisProcess()
        .mountOf(SHARED_MEMORY)
        .filter(mount -> mount.fileSystem().equals("tmpfs"))
        .filter(mount -> Files.isWritable(SHARED_MEMORY))
        .isPresent();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> missing(Target target) {
    return switch (target) {
      case WRITABLE_LAYER, NAMED_VOLUME, ANONYMOUS_VOLUME, BIND_MOUNT -> Optional.empty();
      case TMPFS ->
          memory.isPresent()
              ? Optional.empty()
              : Optional.of(
                  "no tmpfs on this machine: "
                      + SHARED_MEMORY
                      + " is not a tmpfs that this user can write");
      case HOST_DIRECTORY -> Optional.of("a host directory belongs to the sentinels");
    };
  }

  @Override
  public Image build(Dataset dataset) throws IOException {
    String name = "image-" + number++;
    Path directory = storage.directory("images", name);
    try {
      ImageLayers layers = ImageLayers.write(directory, dataset);
      images.put(name, layers);
      return new Image(name, dataset, ImageLayers.DATASET_PATH, layers.topmostFirst().size());
    } catch (IOException e) {
      throw Cleanup.after(e, () -> StorageTree.remove(directory));
    }
  }

  @Override
  public Volume createVolume() throws IOException {
    return createVolume(false);
  }

  private SimulatedVolume createVolume(boolean anonymous) throws IOException {
    String name = (anonymous ? "anonymous-" : "volume-") + number++;
    SimulatedVolume volume =
        new SimulatedVolume(
            name,
            anonymous,
            storage.directory("volumes", name),
            removed -> volumes.remove(removed.name()));
    volumes.put(name, volume);
    return volume;
  }

  @Override
  public List<Volume> volumes() {
    return List.copyOf(volumes.values());
  }

  @Override
  public Path createHostDirectory() throws IOException {
    Path directory = storage.directory("bind", "directory-" + number++);
    hostDirectories.add(directory);
    return directory;
  }

  @Override
  public void fill(Path hostDirectory, Image image) throws IOException {
    image.dataset().copy(layers(image).dataset(), hostDirectory);
  }

  @Override
  public void removeHostDirectory(Path directory) throws IOException {
    if (!hostDirectories.remove(directory)) {
      throw new IllegalArgumentException(directory + " was not made by this engine");
    }
    StorageTree.remove(directory);
  }

  @Override
  public Container create(ContainerOptions options) throws IOException {
    ImageLayers layers = layers(options.image());
    String id = "container-" + number++;
    Place place = place(id, options, layers);
    SimulatedContainer container =
        new SimulatedContainer(
            id, storage.directory("containers", id), options, place, jvm, containers::remove);
    containers.add(container);
    return container;
  }

  private ImageLayers layers(Image image) throws IOException {
    ImageLayers layers = images.get(image.name());
    if (layers == null) {
      throw new IOException("no image " + image.name() + " in this engine; build it first");
    }
    return layers;
  }

  private Place place(String id, ContainerOptions options, ImageLayers layers) throws IOException {
    Dataset dataset = options.image().dataset();
    Mount mount = options.mount();
    if (mount instanceof Mount.Layer) {
      return new Place.Layer(layers, storage.directory("containers", id));
    }
    if (mount instanceof Mount.Named named) {
      if (!(named.volume() instanceof SimulatedVolume volume)
          || volumes.get(volume.name()) != volume) {
        throw new IOException(
            "no volume " + named.volume().name() + " in this engine; create it first");
      }
      volume.mount(id, dataset, layers.dataset());
      return new Place.InVolume(volume);
    }
    if (mount instanceof Mount.Anonymous) {
      SimulatedVolume volume = createVolume(true);
      try {
        volume.mount(id, dataset, layers.dataset());
        return new Place.InVolume(volume);
      } catch (IOException e) {
        throw Cleanup.after(e, volume::remove);
      }
    }
    if (mount instanceof Mount.Bind bind) {
      if (!Files.isDirectory(bind.directory())) {
        throw new IOException("bind mount of " + bind.directory() + ": no such directory");
      }
      return new Place.Directory(bind.directory());
    }
    Storage tmpfs = memory.orElseThrow(() -> new IOException(missing(Target.TMPFS).orElseThrow()));
    return new Place.Memory(tmpfs, id);
  }

  @Override
  public void settle() throws IOException {
    storage.sync();
  }

  @Override
  public void close() throws IOException {
    Cleanup cleanup = new Cleanup();
    for (SimulatedContainer container : new ArrayList<>(containers)) {
      cleanup.attempt(() -> container.remove(true));
    }
    for (SimulatedVolume volume : new ArrayList<>(volumes.values())) {
      cleanup.attempt(volume::remove);
    }
    for (ImageLayers layers : images.values()) {
      cleanup.attempt(() -> StorageTree.remove(layers.topmostFirst().get(0).getParent()));
    }
    images.clear();
    for (Path directory : hostDirectories) {
      cleanup.attempt(() -> StorageTree.remove(directory));
    }
    hostDirectories.clear();
    if (memory.isPresent()) {
      cleanup.attempt(memory.get()::close);
    }
    cleanup.finish();
  }
}
