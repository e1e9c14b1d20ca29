package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Images made from tars, each tar a layer, and found again by the digest of their content.
 *
 * <p>Note: not by {@code docker load}, which wants all layers below sent again; and the API's
 * create from a tar has no body in docker-java 3.7.
 */
final class ImageBuild {

  private final DockerConnection connection;
  private final Map<String, String> labels;
  private final Consumer<String> log;

  ImageBuild(DockerConnection connection, Map<String, String> labels, Consumer<String> log) {
    this.connection = connection;
    this.labels = labels;
    this.log = log;
  }

  /** Writes the layers, bottom first, when they are needed. */
  interface Layers {
    List<Path> write() throws IOException;
  }

  /**
   * An image that is there.
   *
   * @param id what the engine knows it by; what is built on it names this, for the engine may ask a
   *     registry what a name means
   */
  record Built(String name, String id) {}

  /**
   * The image with that content: the one that is there, or a new one.
   *
   * @param kind names it, with the digest
   * @param base the id of what it is built on, {@code scratch} for nothing
   */
  Built image(String kind, String digest, String base, Layers layers) throws IOException {
    String name = Labels.IMAGES + kind + ":" + digest.substring(0, 16);
    Optional<String> there = find(name, digest);
    if (there.isPresent()) {
      return new Built(name, there.get());
    }
    long start = System.nanoTime();
    build(name, digest, base, layers.write());
    log.accept("docker: built %s in %.2f s".formatted(name, (System.nanoTime() - start) / 1e9));
    return new Built(
        name,
        find(name, digest)
            .orElseThrow(() -> new IOException("the image " + name + " was built and is gone")));
  }

  /** The id of the image with that name and content. */
  Optional<String> find(String name, String digest) throws IOException {
    return connection.call(
        "look for image " + name,
        client -> {
          try {
            InspectImageResponse image = client.inspectImageCmd(name).exec();
            Map<String, String> found =
                image.getConfig() == null ? null : image.getConfig().getLabels();
            return found != null && digest.equals(found.get(Labels.CONTENT))
                ? Optional.of(image.getId())
                : Optional.empty();
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private void build(String name, String digest, String base, List<Path> layers)
      throws IOException {
    Path context = layers.get(0).resolveSibling("context.tar");
    try {
      try (LayerTar tar = new LayerTar(Files.newOutputStream(context))) {
        tar.text("Dockerfile", dockerfile(digest, base, layers), FileOwner.ROOT);
        for (Path layer : layers) {
          tar.file(layer.getFileName().toString(), layer, FileOwner.ROOT);
        }
      }
      try (InputStream in = Files.newInputStream(context)) {
        connection.callPatiently(
            "build image " + name,
            client ->
                client
                    .buildImageCmd(in)
                    .withTags(Set.of(name))
                    .withRemove(true)
                    .withForcerm(true)
                    .exec(new BuildImageResultCallback())
                    .awaitImageId());
      }
    } finally {
      Files.deleteIfExists(context);
      for (Path layer : layers) {
        Files.deleteIfExists(layer);
      }
    }
  }

  /** The labels come first, so that all that an interrupted build leaves carries them. */
  private String dockerfile(String digest, String base, List<Path> layers) {
    StringBuilder lines = new StringBuilder("FROM " + base + "\nLABEL");
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.CONTENT, digest);
    all.forEach((key, value) -> lines.append(" \"%s\"=\"%s\"".formatted(key, value)));
    lines.append('\n');
    for (Path layer : layers) {
      lines.append("ADD [\"").append(layer.getFileName()).append("\", \"/\"]\n");
    }
    return lines.toString();
  }
}
