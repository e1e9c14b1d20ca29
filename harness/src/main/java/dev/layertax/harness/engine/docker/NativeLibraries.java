package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The libraries of this machine that a Java runtime and the programs on it load, and their loader.
 */
final class NativeLibraries {

  /** Where the loaders of the usual distributions look, on x86-64 and aarch64. */
  private static final List<String> DIRECTORIES =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");

  private NativeLibraries() {}

  /**
   * The paths of all, each as a loader in a container finds it.
   *
   * @param more names of libraries that are taken along where this machine has them
   * @throws IOException when one that the runtime needs is not where a loader looks by itself
   */
  static Set<Path> of(Path runtime, List<String> more) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(runtime)) {
      tree.filter(Files::isRegularFile).forEach(files::add);
    }
    Set<String> own = new HashSet<>();
    files.forEach(file -> own.add(file.getFileName().toString()));
    Set<Path> found = new LinkedHashSet<>();
    Deque<Path> toRead =
        new ArrayDeque<>(files.stream().filter(NativeLibraries::mayBeNative).toList());
    for (Path library : present(more)) {
      found.add(library);
      toRead.add(library);
    }
    while (!toRead.isEmpty()) {
      Optional<ElfFile> elf = ElfFile.read(toRead.remove());
      if (elf.isPresent()) {
        elf.get().loader().map(Path::of).ifPresent(found::add);
        for (String name : elf.get().libraries()) {
          // The C library names its loader, which has a place of its own.
          if (!own.contains(name) && !name.startsWith("ld-")) {
            Path library = find(name);
            if (found.add(library)) {
              toRead.add(library);
            }
          }
        }
      }
    }
    return found;
  }

  /** The paths of those that this machine has. */
  static List<Path> present(List<String> names) {
    return names.stream().map(NativeLibraries::lookUp).flatMap(Optional::stream).toList();
  }

  private static boolean mayBeNative(Path file) {
    return file.getFileName().toString().endsWith(".so")
        || file.getParent().getFileName().toString().equals("bin");
  }

  private static Optional<Path> lookUp(String name) {
    return DIRECTORIES.stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path find(String name) throws IOException {
    return lookUp(name)
        .orElseThrow(
            () ->
                new IOException(
                    name
                        + ", which this machine's JDK needs, is in none of "
                        + DIRECTORIES
                        + "; use --base-image with an image that has a Java of its own"));
  }
}
