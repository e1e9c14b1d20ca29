package dev.layertax.harness.engine.local;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.Volume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A directory outside of every container. */
final class LocalVolume implements Volume {

  private final String name;
  private final boolean anonymous;
  private final Path directory;
  private final Consumer<LocalVolume> onRemove;
  private final Set<String> mountedBy = new HashSet<>();

  LocalVolume(String name, boolean anonymous, Path directory, Consumer<LocalVolume> onRemove) {
    this.name = name;
    this.anonymous = anonymous;
    this.directory = directory;
    this.onRemove = onRemove;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean anonymous() {
    return anonymous;
  }

  Path directory() {
    return directory;
  }

  /**
   * Mounts it into a container; an empty one gets the image's files, as Docker does.
   *
   * @param inImage the dataset's directory in each layer that has it, topmost first
   */
  void mount(String container, Dataset dataset, List<Path> inImage) throws IOException {
    if (isEmpty()) {
      dataset.copy(inImage, directory);
    }
    mountedBy.add(container);
  }

  void unmount(String container) {
    mountedBy.remove(container);
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }

  @Override
  public void remove() throws IOException {
    if (!mountedBy.isEmpty()) {
      throw new IOException(
          "volume " + name + " is in use by " + mountedBy + "; remove the container first");
    }
    StorageTree.remove(directory);
    onRemove.accept(this);
  }
}
