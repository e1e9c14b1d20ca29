package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.archive.FileOwner;
import dev.layertax.harness.engine.archive.LayerTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A base image as a user may have one, with a Java of its own and what its Dockerfile says besides;
 * closing it removes it and all that was built on it.
 */
public final class TestBaseImage implements AutoCloseable {

  private static final String REPOSITORY = "layertax-test/base";

  private final DockerConnection connection = DockerConnection.ofEnvironment();
  private final String reference = REPOSITORY + ":" + System.nanoTime();
  private final String id;

  /**
   * Builds it from our own image, as there is no registry.
   *
   * @param directory for what it is built from
   * @param lines of its Dockerfile, after the first
   */
  public TestBaseImage(Path directory, String... lines) throws IOException {
    Path context = directory.resolve("base.tar");
    try (LayerTar tar = new LayerTar(Files.newOutputStream(context))) {
      tar.text(
          "Dockerfile",
          "FROM %s\nENV PATH=/opt/java/bin\n%s\n"
              .formatted(imageWithJava(directory), String.join("\n", lines)),
          FileOwner.ROOT);
    }
    try (InputStream in = Files.newInputStream(context)) {
      id =
          connection.callPatiently(
              "build a base image",
              client ->
                  client
                      .buildImageCmd(in)
                      .withTags(Set.of(reference))
                      .exec(new BuildImageResultCallback())
                      .awaitImageId());
    }
  }

  private static String imageWithJava(Path directory) throws IOException {
    try (Storage storage =
            Storage.under(
                directory, "base", StorageRegister.in(directory.resolve("base-register")));
        Engine engine = new DockerEngine(storage, DockerOptions.NONE, line -> {})) {
      return engine.build(new Dataset("base", List.of())).name();
    }
  }

  String reference() {
    return reference;
  }

  /** An engine whose containers run on it. */
  public DockerEngine engine(Storage storage) {
    return new DockerEngine(
        storage,
        new DockerOptions(
            Optional.of(reference),
            Optional.empty(),
            Collections.emptySortedMap(),
            Optional.empty()),
        line -> {});
  }

  @Override
  public void close() throws IOException {
    connection.call(
        "remove a base image",
        client -> {
          List<String> built = new ArrayList<>(List.of(id));
          for (int i = 0; i < built.size(); i++) {
            built.addAll(children(client, built.get(i)));
          }
          Collections.reverse(built);
          built.forEach(image -> remove(client, image));
          return built;
        });
    connection.close();
  }

  /** Those without a name go with the last image that is built on them. */
  private static void remove(DockerClient client, String image) {
    try {
      client.removeImageCmd(image).withForce(true).exec();
    } catch (NotFoundException e) {
      return;
    }
  }

  private static List<String> children(DockerClient client, String parent) {
    return client.listImagesCmd().withShowAll(true).exec().stream()
        .filter(image -> isShort(parent, image.getParentId()))
        .map(Image::getId)
        .toList();
  }

  /** The build tells the first digits of an id, the list all of them. */
  private static boolean isShort(String digits, String id) {
    return id != null
        && !id.isEmpty()
        && id.replace("sha256:", "").startsWith(digits.replace("sha256:", ""));
  }
}
