package dev.layertax.harness.engine.local;

import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.ForkSlot;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A directory with an upper, a work and a working directory, and one program at a time. */
final class LocalContainer implements Container {

  private static final Duration ARCHIVE_TIMEOUT = Duration.ofMinutes(10);

  private final String id;
  private final Path directory;
  private final ContainerOptions options;
  private final Place place;
  private final ForkSlot slot;
  private final Consumer<LocalContainer> onRemove;
  private boolean running;

  LocalContainer(
      String id,
      Path directory,
      ContainerOptions options,
      Place place,
      ChildJvm jvm,
      Consumer<LocalContainer> onRemove) {
    this.id = id;
    this.directory = directory;
    this.options = options;
    this.place = place;
    this.slot = new ForkSlot(jvm.startedBy(place.launcher()), directory.resolve("run"));
    this.onRemove = onRemove;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public URI location() {
    return place.location();
  }

  @Override
  public Optional<Path> backing() {
    return Optional.of(place.backing());
  }

  @Override
  public Map<String, String> facts() throws IOException {
    return place.facts();
  }

  @Override
  public void start() throws IOException {
    if (!running) {
      slot.revive();
      place.start();
      running = true;
    }
  }

  @Override
  public void stop() throws IOException {
    if (running) {
      running = false;
      place.stop();
    }
  }

  @Override
  public void warm() throws IOException {
    place.warm(options.image().dataset());
  }

  @Override
  public ForkExit run(ForkCommand command, Duration timeout)
      throws IOException, InterruptedException {
    if (!running) {
      throw new IllegalStateException(id + " is not running; start it first");
    }
    return slot.run(command, location(), timeout);
  }

  @Override
  public void kill() {
    slot.kill();
  }

  @Override
  public void backup(OutputStream tar) throws IOException, InterruptedException {
    Path file = archive();
    try {
      archive(ArchiveProgram.pack(file));
      Files.copy(file, tar);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void restore(InputStream tar) throws IOException, InterruptedException {
    Path file = archive();
    try {
      Files.copy(tar, file);
      archive(ArchiveProgram.unpack(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Path archive() throws IOException {
    return Files.createDirectories(directory.resolve("run")).resolve("archive.tar");
  }

  /** In a stopped container, too: then it is started for as long as the program runs. */
  private void archive(ForkCommand program) throws IOException, InterruptedException {
    boolean wasRunning = running;
    start();
    try {
      ForkExit exit = run(program, ARCHIVE_TIMEOUT);
      if (exit.exitCode() != 0) {
        throw new IOException(
            "archive of "
                + id
                + (exit.timedOut() ? " was killed at its timeout" : " failed")
                + ": "
                + String.join("; ", exit.errorTail()));
      }
    } finally {
      if (!wasRunning) {
        stop();
      }
    }
  }

  @Override
  public List<Volume> anonymousVolumes() {
    // One that another container made for itself, mounted here by its name, is the other's.
    return options.mount() instanceof Mount.Anonymous
        ? place.volume().stream().toList()
        : List.of();
  }

  @Override
  public void remove(boolean withAnonymousVolumes) throws IOException {
    stop();
    StorageTree.remove(directory);
    place.unmount(id);
    onRemove.accept(this);
    if (withAnonymousVolumes) {
      for (Volume volume : anonymousVolumes()) {
        volume.remove();
      }
    }
  }
}
