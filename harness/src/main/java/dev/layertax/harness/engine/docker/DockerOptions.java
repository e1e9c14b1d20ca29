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
 * @param host address of the engine, {@code unix:///…} or {@code tcp://…}; empty for the one that
 *     the environment names
 */
public record DockerOptions(
    Optional<String> baseImage,
    Optional<String> volumeDriver,
    SortedMap<String, String> volumeOptions,
    Optional<String> host) {

  /** What the engine does by itself. */
  public static final DockerOptions NONE =
      new DockerOptions(
          Optional.empty(), Optional.empty(), Collections.emptySortedMap(), Optional.empty());

  public DockerOptions {
    volumeOptions = Collections.unmodifiableSortedMap(new TreeMap<>(volumeOptions));
  }

  /** The same of the engine at that address. */
  public DockerOptions at(String address) {
    return new DockerOptions(baseImage, volumeDriver, volumeOptions, Optional.of(address));
  }
}
