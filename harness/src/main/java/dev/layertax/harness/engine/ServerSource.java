package dev.layertax.harness.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * What the containers of a server are made from.
 *
 * @param reference name of a user's image
 * @param dataDirectory where the server keeps its data in a container, absolute; what an engine
 *     mounts lies there
 * @param user who commands run as; empty for the image's own user
 * @param preparation what is done to the image first; empty for an image that is ready
 */
public record ServerSource(
    String reference,
    String dataDirectory,
    Optional<String> user,
    Optional<Preparation> preparation) {

  /**
   * Fills the data directory once, in a new image on top of the user's. The directory is made for
   * it, empty, the user's own.
   *
   * @param name of the new image, a word
   * @param script words of the image's shell
   * @param timeout after which it is killed
   */
  public record Preparation(String name, String script, Duration timeout) {}
}
