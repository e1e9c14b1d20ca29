package dev.layertax.harness.engine.docker;

import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.RebasedTar;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files at the dataset's path of a container, in and out by the engine's archive API. */
final class ContainerArchive {

  private final DockerConnection connection;
  private final String container;
  private final FileOwner owner;
  private final Storage storage;

  /**
   * @param owner of the files that are put there
   * @param storage for a tar on its way
   */
  ContainerArchive(
      DockerConnection connection, String container, FileOwner owner, Storage storage) {
    this.connection = connection;
    this.container = container;
    this.owner = owner;
    this.storage = storage;
  }

  void write(OutputStream tar) throws IOException {
    String directory = Path.of(ImageChain.DATASET_PATH).getFileName().toString();
    try {
      connection.callPatiently(
          "fetch the files of container " + container,
          client -> {
            try (InputStream in =
                client.copyArchiveFromContainerCmd(container, ImageChain.DATASET_PATH).exec()) {
              RebasedTar.copy(in, tar, directory, FileOwner.ROOT);
              return directory;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } finally {
      tar.flush();
    }
  }

  void read(InputStream tar) throws IOException {
    Path file = storage.directory(DockerEngine.NAME, "archive").resolve(container + ".tar");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        RebasedTar.copy(tar, out, "", owner);
      } catch (IOException e) {
        throw new IOException(
            "cannot put files into container %s: the tar is no use: %s; is it one of a backup?"
                .formatted(container, e.getMessage()),
            e);
      }
      try (InputStream in = Files.newInputStream(file)) {
        connection.callPatiently(
            "put files into container " + container,
            client ->
                client
                    .copyArchiveToContainerCmd(container)
                    .withTarInputStream(in)
                    .withRemotePath(ImageChain.DATASET_PATH)
                    .exec());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
