package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An image as a user has one: Debian's PostgreSQL and a shell, and what its Dockerfile says
 * besides; closing it removes its name.
 */
public final class TestServerImage implements AutoCloseable {

  private static final String REPOSITORY = "layertax-test/postgresql";
  private static final Path CACHE = Path.of("target", "debian-postgresql");

  private final DockerConnection connection = DockerConnection.ofEnvironment();
  private final String reference = REPOSITORY + ":" + System.nanoTime();

  /**
   * Builds it from {@link #rootFileSystem}.
   *
   * @param directory for what it is built from
   * @param lines of its Dockerfile, after those that make the root file system
   */
  public TestServerImage(Path directory, String... lines) throws IOException {
    Path context = directory.resolve("server-context.tar");
    try (LayerTar tar = new LayerTar(Files.newOutputStream(context))) {
      tar.text(
          "Dockerfile",
          "FROM scratch\nADD root.tar /\n%s\n".formatted(String.join("\n", lines)),
          FileOwner.ROOT);
      tar.file("root.tar", rootFileSystem(), FileOwner.ROOT);
    }
    try (InputStream in = Files.newInputStream(context)) {
      connection.callPatiently(
          "build a server's image",
          client ->
              client
                  .buildImageCmd(in)
                  .withTags(Set.of(reference))
                  .withForcerm(true)
                  .exec(new BuildImageResultCallback())
                  .awaitImageId());
    } finally {
      Files.deleteIfExists(context);
    }
  }

  /** Why there can be none here; empty when there can. */
  public static Optional<String> unavailable() {
    try (DockerConnection connection = DockerConnection.ofEnvironment()) {
      Optional<String> noEngine = connection.problem();
      if (noEngine.isEmpty()) {
        rootFileSystem();
      }
      return noEngine;
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Made of Debian's packages once for all tests of this tree. */
  private static Path rootFileSystem() throws IOException {
    Files.createDirectories(CACHE);
    Path script = Path.of("src", "test", "resources", "debian-postgresql.sh");
    Process process =
        new ProcessBuilder("sh", script.toString(), CACHE.toString())
            .redirectErrorStream(true)
            .redirectOutput(CACHE.resolve("log.txt").toFile())
            .start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            "no Debian packages of PostgreSQL can be had: "
                + Files.readString(CACHE.resolve("log.txt")).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a root file system was made", e);
    }
    return CACHE.resolve("root.tar");
  }

  /** Its name. */
  public String reference() {
    return reference;
  }

  @Override
  public void close() throws IOException {
    connection.call(
        "remove a server's image",
        client -> {
          try {
            return client.removeImageCmd(reference).withForce(true).exec();
          } catch (NotFoundException e) {
            return null;
          }
        });
    connection.close();
  }
}
