package dev.layertax.harness.engine.host;

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
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No containers at all: a program of this machine on a plain directory of it. */
public final class HostEngine implements Engine {

  private final Storage storage;
  private final ChildJvm jvm;
  private final Set<Path> made = new LinkedHashSet<>();
  private int number;

  /**
   * @param storage on the file system that the sentinels watch; the caller closes it
   */
  public HostEngine(Storage storage, ChildJvm jvm) {
    this.storage = storage;
    this.jvm = jvm;
  }

  @Override
  public String name() {
    return Cell.HOST_ENGINE;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> missing(Target target) {
    return target == Target.HOST_DIRECTORY
        ? Optional.empty()
        : Optional.of("the host itself has no " + target + ", only a plain directory");
  }

  /** Nothing is built: the dataset is written into the directory that is mounted. */
  @Override
  public Image build(Dataset dataset) {
    return new Image("host", dataset, "/", 1);
  }

  @Override
  public Volume createVolume() {
    throw new UnsupportedOperationException("the host itself has no volumes");
  }

  @Override
  public List<Volume> volumes() {
    return List.of();
  }

  @Override
  public Path createHostDirectory() throws IOException {
    Path directory = storage.directory("host", "directory-" + number++);
    made.add(directory);
    return directory;
  }

  @Override
  public void fill(Path hostDirectory, Image image) throws IOException {
    image.dataset().writeTo(hostDirectory);
  }

  @Override
  public void removeHostDirectory(Path directory) throws IOException {
    if (!made.remove(directory)) {
      throw new IllegalArgumentException(directory + " was not made by this engine");
    }
    StorageTree.remove(directory);
  }

  @Override
  public Container create(ContainerOptions options) throws IOException {
    if (!(options.mount() instanceof Mount.Bind bind)) {
      throw new IOException("the host itself has only a plain directory, not " + options.mount());
    }
    Path working = storage.directory("host", "program-" + number++);
    return new HostProgram(working, bind.directory(), options.image().dataset(), jvm);
  }

  @Override
  public void settle() throws IOException {
    storage.sync();
  }

  @Override
  public void close() throws IOException {
    made.clear();
    StorageTree.remove(storage.root().resolve("host"));
  }
}
