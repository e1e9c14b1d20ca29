package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import dev.layertax.harness.engine.archive.SingleFileTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The classes of the programs, laid out in a file that a JVM maps instead of loading them
 * (application class-data sharing): a third of the processor time of a measured JVM's start, half
 * of that of the two small ones beside it.
 *
 * <p>It is made in a container of the image it is for, because it fits one Java, one class path and
 * one time of the jar. The image says in a file of words for the {@code java} command whether it
 * has one: a Java told of an archive that is missing would share no classes at all.
 */
final class ClassArchive {

  /** The words for the {@code java} command of every container. */
  static final String WORDS_PATH = "/opt/layertax/java-words";

  private static final String PATH = "/opt/layertax/classes.jsa";
  private static final String MADE_PATH = ImageChain.WORKING_PATH + "/classes.jsa";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Dataset NOTHING = new Dataset("nothing", List.of());

  private final Engine engine;
  private final DockerConnection connection;
  private final Consumer<String> log;

  /**
   * @param engine makes the container
   */
  ClassArchive(Engine engine, DockerConnection connection, Consumer<String> log) {
    this.engine = engine;
    this.connection = connection;
    this.log = log;
  }

  /**
   * Writes the layer: the words, and the archive where one can be made.
   *
   * @param image with the programs
   * @param layers of that image
   */
  void writeTo(Path layer, String image, int layers) throws IOException {
    Path archive = layer.resolveSibling("classes.jsa");
    try (LayerTar tar = new LayerTar(Files.newOutputStream(layer))) {
      boolean made = make(new Image(image, NOTHING, ImageChain.WORKING_PATH, layers), archive);
      if (made) {
        tar.file(PATH.substring(1), archive, FileOwner.ROOT);
      }
      String words = made ? "-XX:SharedArchiveFile=" + PATH : "# no archive of classes";
      tar.text(WORDS_PATH.substring(1), words + "\n", FileOwner.ROOT);
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private boolean make(Image image, Path archive) throws IOException {
    Container container = engine.create(new ContainerOptions(image, new Mount.Layer(), Map.of()));
    try {
      container.start();
      ForkExit exit =
          container.run(
              new ForkCommand(
                  ClassRehearsal.class.getName(),
                  List.of(ImageChain.WORKING_PATH),
                  List.of("-XX:ArchiveClassesAtExit=" + MADE_PATH)),
              PATIENCE);
      boolean made = exit.exitCode() == 0 && fetch(container.id(), archive);
      log.accept(
          made
              ? "docker: shared classes: %d bytes".formatted(Files.size(archive))
              : "docker: no shared classes, containers start a little slower: " + exit.errorTail());
      return made;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while classes were archived", e);
    } finally {
      container.remove(true);
    }
  }

  /** Whether there was one to fetch: a Java that can make none ends well without. */
  private boolean fetch(String container, Path archive) throws IOException {
    return connection.callPatiently(
        "fetch the archive of classes from container " + container,
        client -> {
          try (InputStream tar = client.copyArchiveFromContainerCmd(container, MADE_PATH).exec()) {
            SingleFileTar.copy(tar, archive);
            return true;
          } catch (NotFoundException e) {
            return false;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
