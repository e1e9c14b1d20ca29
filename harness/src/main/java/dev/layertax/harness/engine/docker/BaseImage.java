package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An image of the user's that containers run on, or a server in it.
 *
 * @param reference its name
 * @param id what the engine knows it by, whatever its name comes to mean
 * @param user who its programs run as; root where it names none
 * @param volumes paths at which it declares a VOLUME: every container gets a volume there, unasked
 */
record BaseImage(String reference, String id, String user, SortedSet<String> volumes) {

  BaseImage {
    volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
  }

  /**
   * Looks at it.
   *
   * @param otherwise what a user can do who does not have it, as words after a comma
   * @throws IOException when the engine has no such image
   */
  static BaseImage of(DockerConnection connection, String reference, String otherwise)
      throws IOException {
    Optional<InspectImageResponse> found =
        connection.call(
            "look at image " + reference,
            client -> {
              try {
                return Optional.of(client.inspectImageCmd(reference).exec());
              } catch (NotFoundException e) {
                return Optional.empty();
              }
            });
    InspectImageResponse image =
        found.orElseThrow(
            () ->
                new IOException(
                    "the Docker Engine has no image "
                        + reference
                        + "; nothing is pulled here: docker pull it, "
                        + otherwise));
    return new BaseImage(reference, image.getId(), user(image), volumes(image));
  }

  private static String user(InspectImageResponse image) {
    return Optional.ofNullable(image.getConfig())
        .map(ContainerConfig::getUser)
        .filter(user -> !user.isEmpty())
        .orElse("0");
  }

  private static SortedSet<String> volumes(InspectImageResponse image) {
    return Optional.ofNullable(image.getConfig()).map(ContainerConfig::getVolumes).stream()
        .flatMap(volumes -> volumes.keySet().stream())
        .map(BaseImage::plain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As the engine mounts it, however the image writes it. */
  static String plain(String path) {
    String one = ("/" + path).replaceAll("/+", "/");
    return one.length() > 1 && one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
  }
}
