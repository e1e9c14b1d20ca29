package dev.layertax.harness.engine.docker;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a user chose of the engine.
 *
 * @param baseImage an image with a Java of its own to run on, in place of this machine's JDK
 * @param volumeDriver of named and anonymous volumes; empty for the engine's own
 * @param volumeOptions of that driver, by name
 */
public record DockerOptions(
    Optional<String> baseImage,
    Optional<String> volumeDriver,
    SortedMap<String, String> volumeOptions) {

  /** What the engine does by itself. */
  public static final DockerOptions NONE =
      new DockerOptions(Optional.empty(), Optional.empty(), Collections.emptySortedMap());

  public DockerOptions {
    volumeOptions = Collections.unmodifiableSortedMap(new TreeMap<>(volumeOptions));
  }
}
