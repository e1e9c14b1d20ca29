package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.layertax.harness.engine.archive.TarRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What an image has in its data directory, as a tar of this machine: for bind mounts, which no
 * engine fills by itself.
 *
 * <p>Note: by the engine's archive API, not by a program of the image that copies: it needs none
 * there, keeps owners where this process may not give them, and works for mapped users.
 *
 * @param tar with the directory's own name before that of each file
 * @param root owner and mode of the directory
 */
record ServerFiles(Path tar, TarRoot root) {

  /**
   * Fetches them.
   *
   * @param container of the image, never started
   * @throws IOException when there is no such directory
   */
  static ServerFiles of(
      DockerConnection connection, String container, String reference, String path, Path tar)
      throws IOException {
    connection.callPatiently(
        "fetch " + path + " of image " + reference,
        client -> {
          try (InputStream in = client.copyArchiveFromContainerCmd(container, path).exec()) {
            return Files.copy(in, tar, StandardCopyOption.REPLACE_EXISTING);
          } catch (NotFoundException e) {
            throw new UncheckedIOException(
                new IOException(
                    "image "
                        + reference
                        + " has no directory "
                        + path
                        + "; name one it has, made for whom the command runs as"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    try (InputStream in = Files.newInputStream(tar)) {
      return new ServerFiles(tar, TarRoot.of(in));
    } catch (IOException e) {
      throw new IOException(
          "%s of image %s is of no use as a data directory: %s"
              .formatted(path, reference, e.getMessage()),
          e);
    }
  }

  /**
   * Puts them into a container's directory of that path, whatever is mounted there.
   *
   * @param container not started
   */
  void putInto(DockerConnection connection, String container, String path) throws IOException {
    try (InputStream in = Files.newInputStream(tar)) {
      connection.callPatiently(
          "fill " + path + " of container " + container,
          client ->
              client
                  .copyArchiveToContainerCmd(container)
                  .withTarInputStream(in)
                  .withRemotePath(Path.of(path).getParent().toString())
                  .exec());
    }
  }
}
