package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.Cleanup;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.NoArchiveException;
import dev.layertax.harness.engine.Volume;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container of the engine, and the programs that run in it one after another. */
final class DockerContainer implements Container {

  private static final Duration WARM_TIMEOUT = Duration.ofMinutes(10);

  private final DockerConnection connection;
  private final String id;
  private final ContainerOptions options;
  private final JvmCommand jvm;
  private final ContainerProgram program;
  private final ContainerStorage storage;
  private final ContainerArchive archive;
  private final Consumer<DockerContainer> onRemove;
  private final ContainerLife life;
  private int runs;

  DockerContainer(
      DockerConnection connection,
      String id,
      ContainerOptions options,
      JvmCommand jvm,
      ContainerProgram program,
      ContainerStorage storage,
      ContainerArchive archive,
      Consumer<DockerContainer> onRemove) {
    this.connection = connection;
    this.id = id;
    this.options = options;
    this.jvm = jvm;
    this.program = program;
    this.storage = storage;
    this.archive = archive;
    this.onRemove = onRemove;
    this.life = new ContainerLife(connection, id);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public URI location() {
    return URI.create("file://" + options.image().path());
  }

  @Override
  public Optional<Path> backing() {
    return storage.backing();
  }

  @Override
  public Map<String, String> facts() throws IOException {
    return storage.facts();
  }

  @Override
  public void start() throws IOException {
    life.start();
  }

  @Override
  public void stop() throws IOException {
    life.stop();
  }

  /** From within, as a remote engine's files can only be read there; it has to run for that. */
  @Override
  public void warm() throws IOException {
    start();
    String answer = askKeeper();
    if (!answer.equals(Keeper.DONE)) {
      throw new IOException("cannot read the files of container " + id + ": " + answer);
    }
  }

  private String askKeeper() throws IOException {
    byte[] question = Keeper.READ.getBytes(StandardCharsets.US_ASCII);
    try (KeeperAnswer answer = new KeeperAnswer()) {
      connection.callPatiently(
          "attach to container " + id,
          client ->
              client
                  .attachContainerCmd(id)
                  .withStdIn(new ByteArrayInputStream(question))
                  .withStdOut(true)
                  .withStdErr(true)
                  .withFollowStream(true)
                  .exec(answer));
      if (!answer.awaitCompletion(WARM_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            "container %s did not read its files within %d s"
                .formatted(id, WARM_TIMEOUT.toSeconds()));
      }
      return answer.text();
    } catch (RuntimeException e) {
      throw EngineFault.exception("lost the first process of container " + id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the files of container " + id + " were read", e);
    }
  }

  @Override
  public ForkExit run(ForkCommand command, Duration timeout)
      throws IOException, InterruptedException {
    return life.run(() -> runAlive(command, timeout));
  }

  private ForkExit runAlive(ForkCommand command, Duration timeout)
      throws IOException, InterruptedException {
    if (!life.isRunning()) {
      throw new IllegalStateException(id + " is not running; start it first");
    }
    String result = ImageChain.WORKING_PATH + "/result-" + runs++ + ".tsv";
    return program.run(
        jvm.words(command, location(), result),
        Optional.of(result),
        line -> {},
        timeout,
        life::end);
  }

  @Override
  public void kill() {
    life.kill();
  }

  @Override
  public void backup(OutputStream tar) throws IOException {
    requireArchivable();
    archive.write(tar);
  }

  @Override
  public void restore(InputStream tar) throws IOException {
    requireArchivable();
    archive.read(tar);
  }

  private void requireArchivable() throws NoArchiveException {
    if (options.mount() instanceof Mount.Tmpfs) {
      throw new NoArchiveException(
          "the archive API of the Docker Engine (docker cp) does not see a tmpfs, only what lies"
              + " under it; a program in the container, as tar by docker exec, does");
    }
  }

  @Override
  public List<Volume> anonymousVolumes() {
    return storage.anonymousVolume().stream().map(volume -> (Volume) volume).toList();
  }

  @Override
  public void remove(boolean withAnonymousVolumes) throws IOException {
    // Of those that nobody asked for nobody asks what became of them.
    List<DockerVolume> unasked = withAnonymousVolumes ? List.of() : storage.unaskedVolumes();
    life.remove(withAnonymousVolumes);
    onRemove.accept(this);
    Cleanup cleanup = new Cleanup();
    unasked.forEach(volume -> cleanup.attempt(volume::remove));
    cleanup.finish();
  }
}
