package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.Cleanup;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.ServerContainer;
import dev.layertax.harness.engine.ServerImage;
import dev.layertax.harness.engine.ServerSource;
import dev.layertax.harness.engine.ServerSource.Preparation;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.TarRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Images and containers of the servers that a user has in the engine. */
final class DockerServers {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MAKE_DIRECTORY =
      "umask 022; mkdir -p \"${1%/*}\" && mkdir -m 700 \"$1\"";

  /** An image there is, and what containers of it need to know. */
  private record Known(ServerImage image, BaseImage base, ServerFiles files) {}

  private final DockerConnection connection;
  private final ImageBuild build;
  private final DockerOptions chosen;
  private final Storage storage;
  private final Function<Set<String>, ContainerCreation> creations;
  private final Consumer<String> log;
  private final Map<ServerSource, Known> known = new HashMap<>();
  private final Map<ServerSource, IOException> failed = new HashMap<>();

  /**
   * @param creations of containers, by the paths at which their image has a VOLUME
   */
  DockerServers(
      DockerConnection connection,
      ImageBuild build,
      DockerOptions chosen,
      Storage storage,
      Function<Set<String>, ContainerCreation> creations,
      Consumer<String> log) {
    this.connection = connection;
    this.build = build;
    this.chosen = chosen;
    this.storage = storage;
    this.creations = creations;
    this.log = log;
  }

  ServerImage image(ServerSource source) throws IOException, InterruptedException {
    IOException before = failed.get(source);
    if (before != null) {
      throw before;
    }
    Known there = known.get(source);
    if (there == null) {
      try {
        there = look(source);
      } catch (IOException e) {
        failed.put(source, e);
        throw e;
      }
      known.put(source, there);
    }
    return there.image();
  }

  private Known look(ServerSource source) throws IOException, InterruptedException {
    BaseImage base = BaseImage.of(connection, source.reference(), "or name another by --image");
    String id =
        source.preparation().isPresent()
            ? prepared(source, source.preparation().get(), base)
            : base.id();
    ServerImage image =
        new ServerImage(
            id,
            source,
            source.user().orElse(base.user()),
            Map.of("image", source.reference(), "imageId", base.id()));
    ContainerCreation creation = creations.apply(base.volumes());
    String held =
        connection.call(
            "hold image " + source.reference(),
            client -> creation.hold(client, id, WaitingShell.WORDS));
    Path tar =
        storage
            .directory(DockerEngine.NAME, "servers")
            .resolve(id.substring(id.indexOf(':') + 1) + ".tar");
    return new Known(
        image,
        base,
        ServerFiles.of(connection, held, source.reference(), source.dataDirectory(), tar));
  }

  /** The id of the user's image with a filled data directory on top, made unless it is there. */
  private String prepared(ServerSource source, Preparation preparation, BaseImage base)
      throws IOException, InterruptedException {
    String digest =
        new Digest()
            .add("server 1")
            .add(base.id())
            .add(source.dataDirectory())
            .add(source.user().orElse(""))
            .add(preparation.script())
            .hex();
    String name = Labels.IMAGES + preparation.name() + ":" + digest.substring(0, 16);
    Optional<String> there = build.find(name, digest);
    if (there.isPresent()) {
      return there.get();
    }
    long start = System.nanoTime();
    ServerImage bare =
        new ServerImage(base.id(), source, source.user().orElse(base.user()), Map.of());
    ContainerCreation creation = creations.apply(base.volumes());
    ContainerOptions options =
        new ContainerOptions(bare.image(), new Mount.Layer(), Map.of(Labels.CONTENT, digest));
    String container =
        connection.call(
            "create a container",
            client -> creation.createServer(client, options, new TarRoot(FileOwner.ROOT, 0700)));
    ContainerLife life = new ContainerLife(connection, container);
    try {
      life.start();
      fill(container, life, source.dataDirectory(), bare.user(), preparation);
      life.stop();
      int colon = name.indexOf(':');
      connection.callPatiently(
          "keep what was prepared as image " + name,
          client ->
              client
                  .commitCmd(container)
                  .withRepository(name.substring(0, colon))
                  .withTag(name.substring(colon + 1))
                  .exec());
    } finally {
      life.remove(true);
    }
    log.accept("docker: prepared %s in %.2f s".formatted(name, (System.nanoTime() - start) / 1e9));
    return build
        .find(name, digest)
        .orElseThrow(() -> new IOException("the image " + name + " was prepared and is gone"));
  }

  private void fill(
      String container, ContainerLife life, String directory, String user, Preparation preparation)
      throws IOException, InterruptedException {
    ContainerProgram asRoot =
        new ContainerProgram(connection, container, Optional.of("0"), Optional.of("/"), log);
    run(asRoot, WaitingShell.running(MAKE_DIRECTORY, directory), PATIENCE, life);
    run(
        asRoot,
        List.of("/bin/sh", "-c", "chown \"$2\" \"$1\"", "sh", directory, user),
        PATIENCE,
        life);
    run(
        new ContainerProgram(connection, container, Optional.of(user), Optional.empty(), log),
        WaitingShell.running(preparation.script()),
        preparation.timeout(),
        life);
  }

  private void run(
      ContainerProgram program, List<String> words, Duration timeout, ContainerLife life)
      throws IOException, InterruptedException {
    ForkExit exit = program.run(words, Optional.empty(), line -> {}, timeout, life::end);
    if (exit.timedOut() || exit.exitCode() != 0) {
      throw new IOException(
          "the image could not be prepared: "
              + (exit.timedOut()
                  ? "it was not ready within " + timeout.toSeconds() + " s"
                  : exit.errorTail().stream()
                      .reduce((first, last) -> last)
                      .orElse("exit code " + exit.exitCode())));
    }
  }

  ServerContainer create(ServerImage image, Mount mount, Map<String, String> labels)
      throws IOException {
    Known there = known.get(image.source());
    if (there == null) {
      throw new IllegalArgumentException(image.id() + " is no server's image of this engine");
    }
    ContainerCreation creation = creations.apply(there.base().volumes());
    ContainerOptions wanted = new ContainerOptions(image.image(), mount, labels);
    String id =
        connection.call(
            "create a container",
            client -> creation.createServer(client, wanted, there.files().root()));
    try {
      return new DockerServerContainer(
          connection,
          id,
          wanted,
          there.files(),
          new ContainerStorage(connection, id, wanted, chosen, Optional.of(there.base())),
          image.facts(),
          image.user(),
          log);
    } catch (IOException e) {
      throw Cleanup.after(e, () -> new ContainerLife(connection, id).remove(true));
    }
  }
}
