package dev.layertax.harness.cli;

import dev.layertax.harness.engine.docker.DockerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options of a command that only the docker engine knows. */
final class DockerChoice {

  @Option(
      names = "--volume-driver",
      paramLabel = "NAME",
      description = "Driver of the docker engine's volumes. Default: the engine's own.")
  private String volumeDriver;

  @Option(
      names = "--volume-opt",
      paramLabel = "NAME=VALUE",
      description = "Option of that driver; repeatable.")
  private SortedMap<String, String> volumeOptions = new TreeMap<>();

  @Option(
      names = "--base-image",
      paramLabel = "REF",
      description =
          "Image for the docker engine's containers, with a Java 17 or newer on its path. Default:"
              + " made from this machine's JDK.")
  private String baseImage;

  boolean isMade() {
    return !options().equals(DockerOptions.NONE);
  }

  DockerOptions options() {
    return new DockerOptions(
        Optional.ofNullable(baseImage),
        Optional.ofNullable(volumeDriver),
        volumeOptions,
        Optional.empty());
  }

  /** The words that choose this again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (volumeDriver != null) {
      words.addAll(List.of("--volume-driver", volumeDriver));
    }
    volumeOptions.forEach(
        (name, value) -> words.addAll(List.of("--volume-opt", name + "=" + value)));
    if (baseImage != null) {
      words.addAll(List.of("--base-image", baseImage));
    }
    return words;
  }
}
