package dev.layertax.benchmarks.layer;

import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.unionfs.UnionOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same files in a plain directory and under every layer that this machine has, each with an
 * upper layer of its own; closing them unmounts.
 */
final class LayerPlaces implements Closeable {
  static final String HOST = "host";
  static final String UNION = "union";
  static final String KERNEL = "kernel";
  static final String FUSE = "fuse";

  private final Path home;
  private final Map<String, String> locations = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();
  private final List<Path> mounted = new ArrayList<>();

  /**
   * Makes the places and mounts what can be mounted.
   *
   * @param home an empty directory on the file system to use
   * @param layers where the layers are
   * @param lowers their names, topmost first
   * @param host the merged content, in a plain directory
   */
  LayerPlaces(Path home, Path layers, List<String> lowers, Path host) throws IOException {
    this.home = home;
    locations.put(HOST, host.toUri().toString());
    Path union = Files.createDirectories(home.resolve(UNION));
    locations.put(
        UNION,
        UnionFileSystem.uri(
                lowers.stream().map(layers::resolve).toList(),
                Files.createDirectory(union.resolve("upper")),
                Files.createDirectory(union.resolve("work")),
                UnionOptions.defaults(),
                "/")
            .toString());
    mount(KERNEL, layers, lowers, "mount", "-t", "overlay", "overlay", "-o");
    mount(FUSE, layers, lowers, "fuse-overlayfs", "-o");
  }

  /** Names of places, each with its location. */
  Map<String, String> locations() {
    return locations;
  }

  /** Names of places that are not there, each with the reason. */
  Map<String, String> absent() {
    return absent;
  }

  private void mount(String name, Path layers, List<String> lowers, String... command)
      throws IOException {
    Path place = Files.createDirectories(home.resolve(name));
    Files.createDirectory(place.resolve("upper"));
    Files.createDirectory(place.resolve("work"));
    Path merged = Files.createDirectory(place.resolve("merged"));
    // Relative names, as Docker has them: the kernel takes one page of options.
    List<String> words = new ArrayList<>(List.of(command));
    words.add(
        "lowerdir=%s,upperdir=%s,workdir=%s"
            .formatted(String.join(":", lowers), place.resolve("upper"), place.resolve("work")));
    words.add(merged.toString());
    String failure = run(layers, words);
    if (failure == null) {
      mounted.add(merged);
      locations.put(name, merged.toUri().toString());
    } else {
      absent.put(name, failure);
    }
  }

  /** Null, or why the command failed. */
  private static String run(Path directory, List<String> command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException notInstalled) {
      return notInstalled.getMessage();
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor() == 0 ? null : said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in " + command.get(0));
    }
  }

  /** The names of layers, topmost first. */
  static List<String> layerNames(String prefix, int layers) {
    return IntStream.rangeClosed(1, layers).mapToObj(i -> prefix + i).collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    for (Path place : mounted) {
      String failure = run(home, List.of("umount", place.toString()));
      if (failure != null) {
        throw new IOException("cannot unmount " + place + ": " + failure);
      }
    }
  }
}
