package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of a directory over all its layers: overlayfs's {@code readdir.c}. */
final class Readdir {
  /**
   * The names as they are now, in the order of the layers, each a path of the default provider.
   *
   * <p>Note: as strings they would be decoded here and encoded again for the caller's paths, which
   * took as long as the layers' own readdir.
   */
  List<Path> names(Directory directory) throws IOException {
    directory.tree.readLock().lock();
    directory.names.lock();
    try {
      if (directory.dead) {
        return List.of();
      }
      return merged(directory);
    } finally {
      directory.names.unlock();
      directory.tree.readLock().unlock();
    }
  }

  private List<Path> merged(Directory directory) throws IOException {
    int layers = directory.lowers.size() + (directory.upper ? 1 : 0);
    Set<Path> seen = layers > 1 ? new HashSet<>() : null;
    List<Path> names = new ArrayList<>();
    if (directory.upper) {
      Path upper = directory.entry.upperPath();
      List<Path> there = list(upper);
      add(there, upperWhiteouts(directory, upper, there), seen, names);
    }
    for (LowerDirectory lower : directory.lowers) {
      List<Path> there = list(lower.path());
      add(there, lower.whiteouts(there), seen, names);
    }
    return names;
  }

  /** Whether it shows no name; what is known of its layers is not read again. */
  boolean isEmpty(Directory directory) throws IOException {
    directory.tree.readLock().lock();
    directory.names.lock();
    try {
      return directory.dead || showsNothing(directory);
    } finally {
      directory.names.unlock();
      directory.tree.readLock().unlock();
    }
  }

  private boolean showsNothing(Directory directory) throws IOException {
    if (directory.hasPresentName()) {
      return false;
    }
    if (directory.upper && !directory.isUpperKnown()) {
      return merged(directory).isEmpty();
    }
    Set<String> seen = new HashSet<>();
    if (directory.upper) {
      seen.addAll(directory.upperWhiteouts);
    }
    for (LowerDirectory lower : directory.lowers) {
      Set<String> whiteouts = lower.whiteouts();
      for (String name : lower.names()) {
        if (seen.add(name) && !whiteouts.contains(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private static void add(
      List<Path> there, Set<String> whiteouts, Set<Path> seen, List<Path> names) {
    for (Path name : there) {
      if ((seen == null || seen.add(name))
          && (whiteouts.isEmpty() || !whiteouts.contains(name.toString()))) {
        names.add(name);
      }
    }
  }

  /** The whiteouts in the upper directory; {@link Directory#names} is held. */
  Set<String> upperWhiteouts(Directory directory) throws IOException {
    if (directory.upperWhiteouts != null) {
      return directory.upperWhiteouts;
    }
    Path upper = directory.entry.upperPath();
    return upperWhiteouts(directory, upper, list(upper));
  }

  private Set<String> upperWhiteouts(Directory directory, Path upper, List<Path> there)
      throws IOException {
    if (directory.upperWhiteouts == null) {
      directory.upperWhiteouts = whiteouts(upper, there, directory.upperMarked);
    }
    return directory.upperWhiteouts;
  }

  /**
   * Which of the names are whiteouts.
   *
   * <p>Note: Java's directory streams do not tell types, so this takes a look at every entry.
   */
  static Set<String> whiteouts(Path directory, List<Path> names, boolean marked)
      throws IOException {
    Set<String> whiteouts = new HashSet<>();
    for (Path name : names) {
      Path path = directory.resolve(name.toString());
      if (!marked && isPlain(path)) {
        continue;
      }
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (Layers.isWhiteout(path, attributes, marked)) {
        whiteouts.add(name.toString());
      }
    }
    return whiteouts;
  }

  /** Whether it is what most are, by way of stat(2), which costs less than all attributes. */
  private static boolean isPlain(Path path) {
    return Files.isRegularFile(path) || Files.isDirectory(path);
  }

  /** The names in a real directory. */
  static List<Path> list(Path directory) throws IOException {
    boolean isDefault = directory.getFileSystem() == FileSystems.getDefault();
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        Path name = path.getFileName();
        names.add(isDefault ? name : Path.of(name.toString()));
      }
    }
    return names;
  }
}
