package dev.layertax.harness.guarantee;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real engine with one fault planted in it. */
record Faulty(Engine engine, Fault fault) implements Engine {

  /** Where an engine can be wrong; by default it is not. */
  interface Fault {
    default InputStream restored(InputStream tar) throws IOException {
      return tar;
    }

    default void stopped(Container container) throws IOException {}

    default Mount mounted(Mount asked) {
      return asked;
    }

    default boolean removesVolumes(boolean asked) {
      return asked;
    }
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Optional<String> unavailable() {
    return engine.unavailable();
  }

  @Override
  public Optional<String> missing(Target target) {
    return engine.missing(target);
  }

  @Override
  public Image build(Dataset dataset) throws IOException {
    return engine.build(dataset);
  }

  @Override
  public Volume createVolume() throws IOException {
    return engine.createVolume();
  }

  @Override
  public List<Volume> volumes() throws IOException {
    return engine.volumes();
  }

  @Override
  public Path createHostDirectory() throws IOException {
    return engine.createHostDirectory();
  }

  @Override
  public void fill(Path hostDirectory, Image image) throws IOException {
    engine.fill(hostDirectory, image);
  }

  @Override
  public void removeHostDirectory(Path directory) throws IOException {
    engine.removeHostDirectory(directory);
  }

  @Override
  public Container create(ContainerOptions options) throws IOException {
    return new FaultyContainer(
        engine.create(
            new ContainerOptions(
                options.image(), fault.mounted(options.mount()), options.labels())),
        fault);
  }

  @Override
  public void settle() throws IOException {
    engine.settle();
  }

  @Override
  public void close() throws IOException {
    engine.close();
  }

  private record FaultyContainer(Container container, Fault fault) implements Container {
    @Override
    public String id() {
      return container.id();
    }

    @Override
    public URI location() {
      return container.location();
    }

    @Override
    public Optional<Path> backing() {
      return container.backing();
    }

    @Override
    public Map<String, String> facts() throws IOException {
      return container.facts();
    }

    @Override
    public void start() throws IOException {
      container.start();
    }

    @Override
    public void stop() throws IOException {
      container.stop();
      fault.stopped(container);
    }

    @Override
    public void warm() throws IOException {
      container.warm();
    }

    @Override
    public ForkExit run(ForkCommand command, Duration timeout)
        throws IOException, InterruptedException {
      return container.run(command, timeout);
    }

    @Override
    public void kill() {
      container.kill();
    }

    @Override
    public void backup(OutputStream tar) throws IOException, InterruptedException {
      container.backup(tar);
    }

    @Override
    public void restore(InputStream tar) throws IOException, InterruptedException {
      container.restore(fault.restored(tar));
    }

    @Override
    public List<Volume> anonymousVolumes() {
      return container.anonymousVolumes();
    }

    @Override
    public void remove(boolean withAnonymousVolumes) throws IOException {
      container.remove(fault.removesVolumes(withAnonymousVolumes));
    }
  }
}
