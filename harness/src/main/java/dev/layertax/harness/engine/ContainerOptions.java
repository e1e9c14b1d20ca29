package dev.layertax.harness.engine;

import java.util.Map;
import java.util.Objects;

/**
 * How a container is made.
 *
 * @param image what it starts from
 * @param mount what it has at the dataset's path
 * @param labels facts that the engine keeps with it, to find it again; may be empty
 */
public record ContainerOptions(Image image, Mount mount, Map<String, String> labels) {
  public ContainerOptions {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(mount, "mount");
    labels = Map.copyOf(labels);
  }
}
