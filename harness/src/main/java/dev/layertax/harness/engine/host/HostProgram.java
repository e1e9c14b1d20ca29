package dev.layertax.harness.engine.host;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.ForkSlot;
import dev.layertax.harness.engine.PageCache;
import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.engine.archive.TreeArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program on a plain directory, in a container's place. */
final class HostProgram implements Container {

  private final Path working;
  private final Path directory;
  private final Dataset dataset;
  private final ForkSlot slot;
  private boolean running;

  HostProgram(Path working, Path directory, Dataset dataset, ChildJvm jvm) {
    this.working = working;
    this.directory = directory;
    this.dataset = dataset;
    this.slot = new ForkSlot(jvm, working);
  }

  @Override
  public String id() {
    return working.getFileName().toString();
  }

  @Override
  public URI location() {
    return directory.toUri();
  }

  @Override
  public Optional<Path> backing() {
    return Optional.of(directory);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("driver", "none");
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void warm() throws IOException {
    PageCache.read(directory, dataset);
  }

  @Override
  public ForkExit run(ForkCommand command, Duration timeout)
      throws IOException, InterruptedException {
    if (!running) {
      throw new IllegalStateException(id() + " is not running; start it first");
    }
    return slot.run(command, location(), timeout);
  }

  @Override
  public void kill() {
    slot.kill();
  }

  @Override
  public void backup(OutputStream tar) throws IOException {
    TreeArchive.write(directory, tar);
  }

  @Override
  public void restore(InputStream tar) throws IOException {
    TreeArchive.read(tar, directory);
  }

  @Override
  public List<Volume> anonymousVolumes() {
    return List.of();
  }

  @Override
  public void remove(boolean withAnonymousVolumes) throws IOException {
    stop();
    StorageTree.remove(working);
  }
}
