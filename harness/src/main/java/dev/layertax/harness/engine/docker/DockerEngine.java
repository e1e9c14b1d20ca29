package dev.layertax.harness.engine.docker;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Cleanup;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.ProgramPath;
import dev.layertax.harness.engine.ServerContainer;
import dev.layertax.harness.engine.ServerEngine;
import dev.layertax.harness.engine.ServerImage;
import dev.layertax.harness.engine.ServerSource;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageTree;
import dev.layertax.harness.engine.Volume;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Containers of a real Docker Engine. Its images stay for the next run; {@code clean} is theirs.
 */
public final class DockerEngine implements Engine, ServerEngine {

  /** The name in commands, files and reports. */
  public static final String NAME = "docker";

  private final Storage storage;
  private final DockerOptions options;
  private final ProgramPath programs;
  private final DockerConnection connection;
  private final Consumer<String> log;
  private final String run;
  private final Map<String, String> labels;
  private final DockerServers servers;
  private final Set<DockerContainer> containers = new LinkedHashSet<>();
  private final Set<String> held = new HashSet<>();
  private final Set<Path> hostDirectories = new LinkedHashSet<>();
  private ImageChain images;
  private Optional<BaseImage> baseImage = Optional.empty();
  private ContainerUser user;
  private int number;

  /**
   * The engine that the environment names.
   *
   * @param storage for bind mounts and for what images are made from; the caller closes it
   * @param log takes what the programs print
   */
  public DockerEngine(Storage storage, DockerOptions options, Consumer<String> log) {
    this(storage, options, ProgramPath.ofThisProcess(), log);
  }

  /**
   * The same with programs of further jars.
   *
   * @param programs the measured JVM's class path on this machine
   */
  public DockerEngine(
      Storage storage, DockerOptions options, ProgramPath programs, Consumer<String> log) {
    this(
        storage,
        options,
        programs,
        log,
        options.host().map(DockerConnection::to).orElseGet(DockerConnection::ofEnvironment));
  }

  DockerEngine(
      Storage storage, DockerOptions options, Consumer<String> log, DockerConnection connection) {
    this(storage, options, ProgramPath.ofThisProcess(), log, connection);
  }

  private DockerEngine(
      Storage storage,
      DockerOptions options,
      ProgramPath programs,
      Consumer<String> log,
      DockerConnection connection) {
    this.storage = storage;
    this.options = options;
    this.programs = programs;
    this.connection = connection;
    this.log = log;
    this.run = storage.root().getFileName().toString();
    this.labels = Labels.of(run, OwnerProcess.self());
    this.servers =
        new DockerServers(
            connection,
            new ImageBuild(connection, labels, log),
            options,
            storage,
            this::creation,
            log);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return connection.problem();
  }

  @Override
  public Optional<String> missing(Target target) {
    if (target == Target.HOST_DIRECTORY) {
      return Optional.of("a host directory belongs to the sentinels");
    }
    try {
      return target == Target.BIND_MOUNT && !connection.isLocal()
          ? Optional.of(
              "the Docker Engine is on another machine, where no directory can be made for a bind"
                  + " mount")
          : Optional.empty();
    } catch (IOException e) {
      // An engine that does not answer lacks no target; unavailable() says what is wrong.
      return Optional.empty();
    }
  }

  @Override
  public Image build(Dataset dataset) throws IOException {
    if (images == null) {
      user = ContainerUser.on(connection.info());
      baseImage = baseImage();
      images =
          new ImageChain(
              storage,
              new ImageBuild(connection, labels, log),
              programs,
              baseImage,
              user.owner(),
              new ClassArchive(this, connection, log));
    }
    Image image = images.with(dataset);
    hold(image);
    return image;
  }

  private Optional<BaseImage> baseImage() throws IOException {
    return options.baseImage().isPresent()
        ? Optional.of(
            BaseImage.of(connection, options.baseImage().get(), "or leave out --base-image"))
        : Optional.empty();
  }

  /** Another's {@code clean} must not remove it between two of this run's containers. */
  private void hold(Image image) throws IOException {
    if (!held.contains(image.name())) {
      ContainerCreation creation = creation();
      connection.call(
          "hold image " + image.name(),
          client -> creation.hold(client, image.name(), images.jvm().keeper(image.path())));
      held.add(image.name());
    }
  }

  @Override
  public Volume createVolume() throws IOException {
    ContainerCreation creation = creation();
    String name = run + "-" + creation.number();
    connection.call(
        "create volume " + name,
        client -> {
          var command = client.createVolumeCmd().withName(name).withLabels(creation.volume(false));
          options.volumeDriver().ifPresent(command::withDriver);
          return options.volumeOptions().isEmpty()
              ? command.exec()
              : command.withDriverOpts(options.volumeOptions()).exec();
        });
    return new DockerVolume(connection, name, false);
  }

  private ContainerCreation creation() {
    return creation(baseImage.map(BaseImage::volumes).orElse(Collections.emptySortedSet()));
  }

  private ContainerCreation creation(Set<String> declared) {
    return new ContainerCreation(labels, number++, options, user, declared);
  }

  @Override
  public List<Volume> volumes() throws IOException {
    var found =
        connection.call(
            "list volumes",
            client ->
                client
                    .listVolumesCmd()
                    .withFilter("label", List.of(Labels.RUN + "=" + run))
                    .exec()
                    .getVolumes());
    return (found == null
            ? List.<com.github.dockerjava.api.command.InspectVolumeResponse>of()
            : found)
        .stream()
            .sorted(
                Comparator.comparingInt(
                    volume -> Integer.parseInt(volume.getLabels().get(Labels.NUMBER))))
            .<Volume>map(
                volume ->
                    new DockerVolume(
                        connection,
                        volume.getName(),
                        volume.getLabels().containsKey(Labels.ANONYMOUS)))
            .toList();
  }

  @Override
  public Path createHostDirectory() throws IOException {
    if (!connection.isLocal()) {
      throw new IOException(missing(Target.BIND_MOUNT).orElseThrow());
    }
    Path directory = storage.directory(NAME, "bind", "directory-" + number++);
    hostDirectories.add(directory);
    return directory;
  }

  @Override
  public void fill(Path hostDirectory, Image image) throws IOException {
    image.dataset().copy(images.staged(image.dataset()), hostDirectory);
  }

  @Override
  public void removeHostDirectory(Path directory) throws IOException {
    if (!hostDirectories.remove(directory)) {
      throw new IllegalArgumentException(directory + " was not made by this engine");
    }
    StorageTree.remove(directory);
  }

  @Override
  public Container create(ContainerOptions wanted) throws IOException {
    if (images == null) {
      throw new IOException(
          "no image " + wanted.image().name() + " in this engine; build it first");
    }
    JvmCommand jvm = images.jvm();
    ContainerCreation creation = creation();
    String id =
        connection.call(
            "create a container",
            client -> creation.create(client, wanted, jvm.keeper(wanted.image().path())));
    try {
      DockerContainer container =
          new DockerContainer(
              connection,
              id,
              wanted,
              jvm,
              new ContainerProgram(
                  connection,
                  id,
                  Optional.of(user.owner().toString()),
                  Optional.of(ImageChain.WORKING_PATH),
                  log),
              new ContainerStorage(connection, id, wanted, options, baseImage),
              new ContainerArchive(connection, id, user.owner(), storage),
              containers::remove);
      containers.add(container);
      return container;
    } catch (IOException e) {
      throw Cleanup.after(e, () -> remove(id));
    }
  }

  @Override
  public ServerImage serverImage(ServerSource source) throws IOException, InterruptedException {
    return servers.image(source);
  }

  @Override
  public ServerContainer createServer(ServerImage image, Mount mount, Map<String, String> more)
      throws IOException {
    return servers.create(image, mount, more);
  }

  /**
   * The system's sync of the engine's file systems, where they can be seen from here. Nothing can
   * be done for a remote engine: Java has no call for it, and neither has the engine.
   */
  @Override
  public void settle() throws IOException {
    if (connection.isLocal()) {
      storage.sync();
      Path root = Path.of(connection.info().getDockerRootDir());
      if (Files.isDirectory(root)) {
        Storage.syncFileSystemOf(root);
      }
    }
  }

  @Override
  public void close() throws IOException {
    Cleanup cleanup = new Cleanup();
    for (DockerContainer container : new ArrayList<>(containers)) {
      cleanup.attempt(() -> container.remove(true));
    }
    if (number > 0) {
      cleanup.attempt(() -> removeContainers(cleanup));
      cleanup.attempt(() -> removeVolumes(cleanup));
    }
    held.clear();
    hostDirectories.clear();
    cleanup.attempt(() -> StorageTree.remove(storage.root().resolve(NAME)));
    cleanup.attempt(connection::close);
    cleanup.finish();
  }

  /** The holds, and what the engine made after we had given up waiting for its answer. */
  private void removeContainers(Cleanup cleanup) throws IOException {
    var left =
        connection.call(
            "list containers",
            client ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(Labels.RUN + "=" + run))
                    .exec());
    left.stream()
        .filter(Labels::areOf)
        .forEach(container -> cleanup.attempt(() -> remove(container.getId())));
  }

  private void removeVolumes(Cleanup cleanup) throws IOException {
    for (Volume volume : volumes()) {
      cleanup.attempt(volume::remove);
    }
  }

  /** With the volumes it made for itself, those that a base image declares included. */
  private void remove(String container) throws IOException {
    connection.call(
        "remove container " + container,
        client ->
            client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec());
  }
}
