package dev.layertax.harness.guarantee;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.Volume;
import dev.layertax.harness.guarantee.program.Facts;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What one experiment has to work with: a target of an engine, and the containers and storage it
 * makes there; closing it removes them.
 */
final class Scene implements AutoCloseable {

  /** A program's work takes seconds; the rest is for a slow disk. */
  static final Duration TIMEOUT = Duration.ofMinutes(3);

  /** An engine and what it runs here. */
  record Side(Engine engine, Releases releases) {}

  private final Side side;
  private final Optional<Side> second;
  private final Target target;
  private final String label;

  private final Set<Container> containers = new LinkedHashSet<>();
  private final Map<String, Engine> anonymous = new LinkedHashMap<>();
  private final List<TargetStorage> storages = new ArrayList<>();
  private boolean stopped;

  /**
   * @param second another engine of the same kind, with storage of its own
   * @param label what its containers are labelled with
   */
  Scene(Side side, Optional<Side> second, Target target, String label) {
    this.side = side;
    this.second = second;
    this.target = target;
    this.label = label;
  }

  Side side() {
    return side;
  }

  Optional<Side> second() {
    return second;
  }

  Target target() {
    return target;
  }

  /** Fresh storage of the target's kind. */
  TargetStorage storage() throws IOException {
    return storage(side, target);
  }

  TargetStorage storage(Side where, Target kind) throws IOException {
    requireNotStopped();
    TargetStorage made = TargetStorage.of(where.engine(), kind);
    storages.add(made);
    return made;
  }

  /** A container of version 1 that runs. */
  Container start(Mount mount) throws IOException {
    return start(side, side.releases().first(), mount);
  }

  Container start(Side where, Image image, Mount mount) throws IOException {
    requireNotStopped();
    Container container =
        where
            .engine()
            .create(new ContainerOptions(image, mount, Map.of("dev.layertax.experiment", label)));
    synchronized (this) {
      containers.add(container);
    }
    container.anonymousVolumes().forEach(volume -> anonymous.put(volume.name(), where.engine()));
    container.start();
    return container;
  }

  /** Stops it and starts it again. */
  void restart(Container container) throws IOException {
    requireNotStopped();
    container.stop();
    container.start();
  }

  /** Removes it; its anonymous volumes with it, or not. */
  void remove(Container container, boolean withAnonymousVolumes) throws IOException {
    container.remove(withAnonymousVolumes);
    synchronized (this) {
      containers.remove(container);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException with its last words when it failed
   */
  Facts run(Container container, ForkCommand program) throws IOException, InterruptedException {
    return Facts.parse(result(container, program));
  }

  /** The same of a program whose result is no facts. */
  String result(Container container, ForkCommand program) throws IOException, InterruptedException {
    requireNotStopped();
    ForkExit exit = container.run(program, TIMEOUT);
    requireNotStopped();
    if (exit.timedOut()) {
      throw new IOException(
          name(program) + " did not end within " + TIMEOUT.toSeconds() + " s and was killed");
    }
    if (exit.exitCode() != 0) {
      throw new IOException(
          "%s ended with exit code %d: %s"
              .formatted(name(program), exit.exitCode(), String.join("; ", exit.errorTail())));
    }
    return exit.result()
        .orElseThrow(() -> new IOException(name(program) + " ended well without a result"));
  }

  private static String name(ForkCommand program) {
    return program.mainClass().substring(program.mainClass().lastIndexOf('.') + 1);
  }

  /** A volume of the engine by its name; empty when there is none. */
  Optional<Volume> volume(String name) throws IOException {
    return side.engine().volumes().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Ends the programs that run, and every further step. From any thread. */
  synchronized void stop() {
    stopped = true;
    RuntimeException failure = null;
    for (Container container : containers) {
      try {
        container.kill();
      } catch (RuntimeException e) {
        failure = e; // The others are to be killed all the same.
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends the experiment when it was told to stop. */
  synchronized void requireNotStopped() {
    if (stopped) {
      throw new CancellationException("stopped");
    }
  }

  /** Removes all that was made; what fails keeps nothing else from being removed. */
  @Override
  public void close() throws IOException {
    List<Removal> removals = new ArrayList<>();
    synchronized (this) {
      // The last first: it may use a volume that an earlier one made for itself.
      List<Container> backwards = new ArrayList<>(containers);
      Collections.reverse(backwards);
      backwards.forEach(container -> removals.add(() -> container.remove(true)));
      containers.clear();
    }
    anonymous.forEach((name, engine) -> removals.add(() -> removeVolume(engine, name)));
    storages.forEach(storage -> removals.add(storage::close));
    IOException failure = null;
    for (Removal removal : removals) {
      try {
        removal.run();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private interface Removal {
    void run() throws IOException;
  }

  private static void removeVolume(Engine engine, String name) throws IOException {
    for (Volume volume : engine.volumes()) {
      if (volume.name().equals(name)) {
        volume.remove();
      }
    }
  }
}
