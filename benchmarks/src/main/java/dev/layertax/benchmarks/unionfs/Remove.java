package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    boolean wasCurrent = entry.isCurrent();
    boolean done = false;
    try {
      if (!wasCurrent) {
        throw new Errors.StaleEntryException();
      }
      Path place = entry.upperPath();
      boolean hide = fs.lookup().isLowerVisible(entry);
      parent.withdraw(entry);
      if (hide) {
        Path whiteout = fs.whiteouts().prepare(parent);
        fs.whiteouts().install(whiteout, parent, entry.name, place);
      } else {
        Files.delete(place);
      }
      parent.put(entry.absent(hide));
      done = true;
    } finally {
      if (!done && wasCurrent) {
        parent.restore(entry);
      }
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  private void directory(Entry entry, Path path) throws IOException {
    Directory parent = entry.parent;
    Directory directory = entry.directory();
    fs.copyUp().ensureDirectory(parent);
    fs.tree().readLock().lock();
    parent.names.lock();
    directory.names.lock();
    boolean wasCurrent = entry.isCurrent();
    boolean done = false;
    try {
      if (!wasCurrent) {
        throw new Errors.StaleEntryException();
      }
      if (!fs.readdir().names(directory).isEmpty()) {
        throw new DirectoryNotEmptyException(path.toString());
      }
      boolean hide = fs.lookup().isLowerVisible(entry);
      Path place = entry.upperPath();
      Path whiteout = hide ? fs.whiteouts().prepare(parent) : null;
      parent.withdraw(entry);
      if (directory.upper) {
        removeUpper(directory, place);
      }
      if (hide) {
        fs.whiteouts().install(whiteout, parent, entry.name, place);
      }
      directory.dead = true;
      parent.put(entry.absent(hide));
      done = true;
    } finally {
      if (!done && wasCurrent) {
        parent.restore(entry);
      }
      directory.names.unlock();
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  /**
   * Removes an upper directory with nothing but whiteouts in it.
   *
   * <p>It leaves its place in one rename, so that no crash shows it with half of its whiteouts.
   */
  private void removeUpper(Directory directory, Path place) throws IOException {
    List<String> whiteouts = List.copyOf(fs.readdir().upperWhiteouts(directory));
    if (whiteouts.isEmpty()) {
      Files.delete(place);
      return;
    }
    Path away = fs.work().next();
    WorkDirectory.install(place, away);
    fs.work().discard(away);
  }
}
