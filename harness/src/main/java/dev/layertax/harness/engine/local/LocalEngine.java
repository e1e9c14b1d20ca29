package dev.layertax.harness.engine.local;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Cleanup;
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

/**
 * Images, containers and volumes on plain directories of this machine; which layer lies over an
 * image, and how a program sees its storage, a subclass says.
 */
public abstract class LocalEngine implements Engine {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final String name;
  private final Storage storage;
  private final ChildJvm jvm;
  private final Optional<Storage> memory;
  private final Map<String, ImageLayers> images = new HashMap<>();
  private final Map<String, LocalVolume> volumes = new LinkedHashMap<>();
  private final Set<LocalContainer> containers = new LinkedHashSet<>();
  private final Set<Path> hostDirectories = new LinkedHashSet<>();
  private int number;

  /**
   * @param name of the engine, and of its directory in the storage
   * @param storage for layers, volumes and bind mounts; the caller closes it
   */
  protected LocalEngine(String name, Storage storage, ChildJvm jvm) {
    this.name = name;
    this.storage = storage;
    this.jvm = jvm;
    this.memory =
        hasSharedMemory() ? Optional.of(storage.sibling(SHARED_MEMORY, name)) : Optional.empty();
  }

  /**
   * What programs in a container see at the dataset's path.
   *
   * @param layers of the container's image
   * @param container its own directory
   * @param mounted what is mounted there; empty for the writable layer itself
   */
  protected abstract Place place(ImageLayers layers, Path container, Optional<Place> mounted)
      throws IOException;

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
  public final String name() {
    return name;
  }

  @Override
  public final Optional<String> missing(Target target) {
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
  public final Image build(Dataset dataset) throws IOException {
    String image = "image-" + number++;
    Path directory = storage.directory(name, "images", image);
    try {
      ImageLayers layers = ImageLayers.write(directory, dataset);
      images.put(image, layers);
      return new Image(image, dataset, ImageLayers.DATASET_PATH, layers.topmostFirst().size());
    } catch (IOException e) {
      throw Cleanup.after(e, () -> StorageTree.remove(directory));
    }
  }

  @Override
  public final Volume createVolume() throws IOException {
    return createVolume(false);
  }

  private LocalVolume createVolume(boolean anonymous) throws IOException {
    String id = (anonymous ? "anonymous-" : "volume-") + number++;
    LocalVolume volume =
        new LocalVolume(
            id,
            anonymous,
            storage.directory(name, "volumes", id),
            removed -> volumes.remove(removed.name()));
    volumes.put(id, volume);
    return volume;
  }

  @Override
  public final List<Volume> volumes() {
    return List.copyOf(volumes.values());
  }

  @Override
  public final Path createHostDirectory() throws IOException {
    Path directory = storage.directory(name, "bind", "directory-" + number++);
    hostDirectories.add(directory);
    return directory;
  }

  @Override
  public final void fill(Path hostDirectory, Image image) throws IOException {
    image.dataset().copy(layers(image).dataset(), hostDirectory);
  }

  @Override
  public final void removeHostDirectory(Path directory) throws IOException {
    if (!hostDirectories.remove(directory)) {
      throw new IllegalArgumentException(directory + " was not made by this engine");
    }
    StorageTree.remove(directory);
  }

  @Override
  public final Container create(ContainerOptions options) throws IOException {
    ImageLayers layers = layers(options.image());
    String id = "container-" + number++;
    Optional<Place> mounted = mounted(id, options, layers);
    try {
      Path directory = storage.directory(name, "containers", id);
      Place place = place(layers, directory, mounted);
      LocalContainer container =
          new LocalContainer(id, directory, options, place, jvm, containers::remove);
      containers.add(container);
      return container;
    } catch (IOException e) {
      throw Cleanup.after(e, () -> release(id, mounted));
    }
  }

  /** Gives free what a container would have mounted that could not be made. */
  private static void release(String id, Optional<Place> mounted) throws IOException {
    if (mounted.isPresent()) {
      mounted.get().unmount(id);
      for (Volume anonymous : mounted.get().volume().filter(Volume::anonymous).stream().toList()) {
        anonymous.remove();
      }
    }
  }

  private ImageLayers layers(Image image) throws IOException {
    ImageLayers layers = images.get(image.name());
    if (layers == null) {
      throw new IOException("no image " + image.name() + " in this engine; build it first");
    }
    return layers;
  }

  private Optional<Place> mounted(String id, ContainerOptions options, ImageLayers layers)
      throws IOException {
    Mount mount = options.mount();
    return mount instanceof Mount.Layer
        ? Optional.empty()
        : Optional.of(mounted(id, mount, options.image().dataset(), layers));
  }

  private Place mounted(String id, Mount mount, Dataset dataset, ImageLayers layers)
      throws IOException {
    if (mount instanceof Mount.Named named) {
      if (!(named.volume() instanceof LocalVolume volume) || volumes.get(volume.name()) != volume) {
        throw new IOException(
            "no volume " + named.volume().name() + " in this engine; create it first");
      }
      volume.mount(id, dataset, layers.dataset());
      return new VolumePlace(volume);
    }
    if (mount instanceof Mount.Anonymous) {
      LocalVolume volume = createVolume(true);
      try {
        volume.mount(id, dataset, layers.dataset());
        return new VolumePlace(volume);
      } catch (IOException e) {
        throw Cleanup.after(e, volume::remove);
      }
    }
    if (mount instanceof Mount.Bind bind) {
      if (!Files.isDirectory(bind.directory())) {
        throw new IOException("bind mount of " + bind.directory() + ": no such directory");
      }
      return new HostDirectoryPlace(bind.directory());
    }
    Storage tmpfs = memory.orElseThrow(() -> new IOException(missing(Target.TMPFS).orElseThrow()));
    return new MemoryPlace(tmpfs, id);
  }

  @Override
  public final void settle() throws IOException {
    storage.sync();
  }

  @Override
  public void close() throws IOException {
    Cleanup cleanup = new Cleanup();
    for (LocalContainer container : new ArrayList<>(containers)) {
      cleanup.attempt(() -> container.remove(true));
    }
    for (LocalVolume volume : new ArrayList<>(volumes.values())) {
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
