package dev.layertax.harness.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image of the user's that containers run on.
 *
 * @param reference its name
 * @param id what the engine knows it by, whatever its name comes to mean
 */
record BaseImage(String reference, String id) {

  /**
   * Looks at it.
   *
   * @throws IOException when the engine has no such image, or when the image declares a volume
   *     where the dataset is to lie in the writable layer
   */
  static BaseImage of(DockerConnection connection, String reference) throws IOException {
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
                        + "; nothing is pulled here: docker pull it, or leave out --base-image"));
    for (String volume : volumes(image)) {
      if (isAtOrAbove(volume, ImageChain.DATASET_PATH)) {
        throw new IOException(
            "image %s declares a VOLUME at %s, so that %s would lie in a volume and never in the writable layer; choose another base image"
                .formatted(reference, volume, ImageChain.DATASET_PATH));
      }
    }
    return new BaseImage(reference, image.getId());
  }

  private static Set<String> volumes(InspectImageResponse image) {
    return Optional.ofNullable(image.getConfig())
        .map(ContainerConfig::getVolumes)
        .map(Map::keySet)
        .map(Set::copyOf)
        .orElse(Set.of());
  }

  static boolean isAtOrAbove(String volume, String path) {
    String directory = volume.endsWith("/") ? volume : volume + "/";
    return (path + "/").startsWith(directory);
  }
}
