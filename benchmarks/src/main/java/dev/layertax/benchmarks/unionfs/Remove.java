package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Takes names away, and leaves a whiteout where something lower would show: unlink and rmdir. */
final class Remove {
  private final UnionFileSystem fs;

  Remove(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** Removes a name, as {@code rmdir} or {@code unlink} do. */
  void remove(Lookup.Found found, Path path) throws IOException {
    Entry entry = found.requireExisting(path);
    requireRemovable(found, path);
    if (entry.isDirectory()) {
      directory(entry, path);
    } else {
      file(entry);
    }
  }

  private static void requireRemovable(Lookup.Found found, Path path) throws IOException {
    if (found.last().equals(".")) {
      throw Errors.invalid(path);
    }
    if (found.last().equals("..")) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (found.entry().parent == null) {
      throw Errors.busy(path);
    }
  }

  private void file(Entry entry) throws IOException {
    Directory parent = entry.parent;
    fs.copyUp().ensureDirectory(parent);
    fs.tree().readLock().lock();
    parent.names.lock();
    try {
      fs.requireCurrent(entry);
      Path place = entry.upperPath();
      boolean hide = fs.lookup().isLowerVisible(entry);
      Path whiteout = hide ? fs.whiteouts().prepare(parent) : null;
      parent.withdraw(entry);
      try {
        if (hide) {
          fs.whiteouts().install(whiteout, parent, entry.name, place);
        } else {
          Files.delete(place);
        }
      } catch (IOException e) {
        parent.restore(entry);
        discard(whiteout);
        throw e;
      }
      parent.put(entry.absent(hide));
    } finally {
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  private void directory(Entry entry, Path path) throws IOException {
    Directory parent = entry.parent;
    Directory directory = entry.directory();
    if (!parent.upper) {
      // What is refused copies nothing up.
      requireEmpty(directory, path);
    }
    fs.copyUp().ensureDirectory(parent);
    fs.tree().readLock().lock();
    parent.names.lock();
    directory.names.lock();
    try {
      fs.requireCurrent(entry);
      requireEmpty(directory, path);
      boolean hide = fs.lookup().isLowerVisible(entry);
      Path whiteout = hide ? whiteoutFor(entry) : null;
      parent.withdraw(entry);
      try {
        removeUpper(entry, whiteout);
      } catch (IOException e) {
        parent.restore(entry);
        discard(whiteout);
        throw e;
      }
      directory.dead = true;
      parent.put(entry.absent(hide));
    } finally {
      directory.names.unlock();
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  private Path whiteoutFor(Entry directory) throws IOException {
    // A whiteout cannot replace an upper directory in one step.
    return directory.inode.upper
        ? fs.whiteouts().prepareFor(directory)
        : fs.whiteouts().prepare(directory.parent);
  }

  private void discard(Path whiteout) {
    if (whiteout != null) {
      fs.work().discard(whiteout);
    }
  }

  private void requireEmpty(Directory directory, Path path) throws IOException {
    if (!fs.readdir().isEmpty(directory)) {
      throw new DirectoryNotEmptyException(path.toString());
    }
  }

  /**
   * Removes an upper directory with nothing but whiteouts in it, and leaves the whiteout if there
   * is one.
   *
   * <p>It leaves its place in one rename, so that no crash shows it with half of its whiteouts.
   */
  private void removeUpper(Entry entry, Path whiteout) throws IOException {
    Directory directory = entry.directory();
    Path place = entry.upperPath();
    Set<String> hidden = directory.upper ? fs.readdir().upperWhiteouts(directory) : Set.of();
    if (whiteout == null && hidden.isEmpty()) {
      Files.delete(place);
      return;
    }
    Path away = directory.upper ? fs.work().takeAway(place) : null;
    if (whiteout != null) {
      try {
        fs.whiteouts().install(whiteout, entry.parent, entry.name, place);
      } catch (IOException e) {
        if (away != null) {
          WorkDirectory.install(away, place);
        }
        throw e;
      }
    }
    if (away != null) {
      fs.work().discard(away, hidden);
    }
  }
}
