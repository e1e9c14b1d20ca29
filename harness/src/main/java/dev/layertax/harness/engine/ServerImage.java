package dev.layertax.harness.engine;

import dev.layertax.benchmarks.dataset.Dataset;
import java.util.List;
import java.util.Map;

/**
 * An image whose containers run a user's server.
 *
 * @param id the engine's name for it, whatever its reference comes to mean
 * @param source what it was made from
 * @param user who commands run as
 * @param facts for passports: {@code image}, {@code imageId}
 */
public record ServerImage(String id, ServerSource source, String user, Map<String, String> facts) {

  private static final Dataset UNKNOWN = new Dataset("server", List.of());

  public ServerImage {
    facts = Map.copyOf(facts);
  }

  /** As an image whose dataset nobody but its server knows. */
  public Image image() {
    return new Image(id, UNKNOWN, source.dataDirectory(), 1);
  }
}
