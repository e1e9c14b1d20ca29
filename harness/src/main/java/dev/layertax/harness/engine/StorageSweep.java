package dev.layertax.harness.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes storage that killed runs left: marked directories of ours whose lock is free, and nothing
 * else.
 */
public final class StorageSweep {

  /** What became of a directory. */
  public enum Fate {
    REMOVED,
    IN_USE,
    LEFT_ALONE
  }

  /**
   * One directory looked at.
   *
   * @param path the directory
   * @param fate what became of it
   * @param detail why, in a few words
   * @param bytes freed; 0 unless removed
   */
  public record Swept(Path path, Fate fate, String detail, long bytes) {}

  private StorageSweep() {}

  /**
   * Looks at every registered storage, and at those that lie directly in one of the parents.
   *
   * @param parents directories to look in beside the register's; absent ones are fine
   */
  public static List<Swept> sweep(StorageRegister register, Collection<Path> parents)
      throws IOException {
    Set<Path> roots = new LinkedHashSet<>(register.entries());
    for (Path parent : parents) {
      roots.addAll(candidates(parent.toAbsolutePath().normalize()));
    }
    List<Swept> swept = new ArrayList<>();
    for (Path root : roots) {
      if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        Swept one = sweep(root);
        swept.add(one);
        if (one.fate() == Fate.IN_USE) {
          continue;
        }
      }
      register.remove(root);
    }
    return List.copyOf(swept);
  }

  private static List<Path> candidates(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> children =
          Files.newDirectoryStream(parent, Storage.PREFIX + "*")) {
        for (Path child : children) {
          if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && isMarked(child)) {
            found.add(child);
          }
        }
      }
    }
    return found;
  }

  private static Swept sweep(Path root) {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return new Swept(root, Fate.LEFT_ALONE, "not a directory", 0);
    }
    try {
      if (Storage.HELD.contains(root.resolve(Storage.MARKER))) {
        return new Swept(root, Fate.IN_USE, "in use by this process", 0);
      }
      if (!isMarked(root)) {
        return new Swept(root, Fate.LEFT_ALONE, "not marked as Layertax's", 0);
      }
      return removeUnlessInUse(root);
    } catch (IOException e) {
      return new Swept(root, Fate.LEFT_ALONE, "cannot be removed: " + e, 0);
    }
  }

  private static Swept removeUnlessInUse(Path root) throws IOException {
    Path marker = root.resolve(Storage.MARKER);
    try (FileChannel channel =
            FileChannel.open(marker, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return new Swept(root, Fate.IN_USE, "in use by a run", 0);
      }
      return new Swept(root, Fate.REMOVED, "left by a run", StorageTree.removeMarked(root));
    } catch (OverlappingFileLockException e) {
      return new Swept(root, Fate.IN_USE, "in use by this process", 0);
    }
  }

  private static boolean isMarked(Path root) throws IOException {
    Path marker = root.resolve(Storage.MARKER);
    if (Storage.HELD.contains(marker)) {
      return true;
    }
    return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
        && Files.size(marker) == Storage.MARKER_TEXT.length()
        && Files.readString(marker, StandardCharsets.UTF_8).equals(Storage.MARKER_TEXT);
  }
}
