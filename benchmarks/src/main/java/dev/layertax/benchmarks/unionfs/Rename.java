package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Gives an object another name, as rename(2) does on overlayfs: {@code ovl_rename}. */
final class Rename {
  private final UnionFileSystem fs;
  private final Object betweenDirectories = new Object();

  Rename(UnionFileSystem fs) {
    this.fs = fs;
  }

  /**
   * Renames.
   *
   * @throws Errors.CrossDeviceException when the source is a directory that a lower layer has
   */
  void rename(Lookup.Found from, Lookup.Found to, Path source, Path target) throws IOException {
    requirePossible(from, to, source, target);
    if (from.entry().inode == to.entry().inode || isOneFile(from.entry(), to.entry())) {
      return;
    }
    fs.copyUp().ensureDirectory(from.parent());
    fs.copyUp().ensureDirectory(to.parent());
    fs.copyUp().ensure(from.entry());
    if (from.entry().isDirectory()) {
      moveDirectory(from.entry(), to.entry(), source, target);
    } else if (from.parent() == to.parent()) {
      moveFile(from.entry(), to.entry());
    } else {
      synchronized (betweenDirectories) {
        moveFile(from.entry(), to.entry());
      }
    }
  }

  /** Whether two names that the upper layer had before the mount are links of one file. */
  private static boolean isOneFile(Entry from, Entry to) throws IOException {
    return to.inode != null
        && from.inode.foundInUpper
        && to.inode.foundInUpper
        && !from.isDirectory()
        && key(from.upperPath()).equals(key(to.upperPath()));
  }

  private static Object key(Path host) throws IOException {
    try {
      return Files.readAttributes(host, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException gone) {
      throw new Errors.StaleEntryException();
    }
  }

  /** In the order in which the kernel looks. */
  private void requirePossible(Lookup.Found from, Lookup.Found to, Path source, Path target)
      throws IOException {
    if (!from.isPlain() || !to.isPlain()) {
      throw Errors.of(source, target, "Device or resource busy");
    }
    if (!from.exists()) {
      throw new NoSuchFileException(source.toString(), target.toString(), null);
    }
    Entry entry = from.entry();
    Entry replaced = to.entry();
    if (entry.isDirectory() && isAncestor(entry.directory(), to.parent())) {
      throw Errors.of(source, target, "Invalid argument");
    }
    if (replaced.isDirectory() && isAncestor(replaced.directory(), from.parent())) {
      throw Errors.of(source, target, "Directory not empty");
    }
    if (to.exists() && entry.isDirectory() != replaced.isDirectory()) {
      throw Errors.of(source, target, entry.isDirectory() ? "Not a directory" : "Is a directory");
    }
    if (entry.isDirectory()
        && entry != replaced
        && (!entry.inode.upper || !entry.directory().lowers.isEmpty())) {
      throw new Errors.CrossDeviceException(source, target);
    }
    if (replaced.isDirectory() && entry != replaced && !to.parent().upper) {
      requireEmpty(replaced.directory(), source, target);
    }
  }

  private void requireEmpty(Directory replaced, Path source, Path target) throws IOException {
    if (!fs.readdir().names(replaced).isEmpty()) {
      throw Errors.of(source, target, "Directory not empty");
    }
  }

  private static boolean isAncestor(Directory ancestor, Directory of) {
    for (Directory at = of; ; at = at.entry.parent) {
      if (at == ancestor) {
        return true;
      }
      if (at.entry.parent == null) {
        return false;
      }
    }
  }

  private void moveFile(Entry from, Entry to) throws IOException {
    fs.tree().readLock().lock();
    Directory first = isAncestor(from.parent, to.parent) ? from.parent : to.parent;
    Directory second = first == from.parent ? to.parent : from.parent;
    first.names.lock();
    second.names.lock();
    try {
      fs.requireCurrent(from);
      fs.requireCurrent(to);
      install(from, to);
    } finally {
      second.names.unlock();
      first.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  /** The rename itself; both directories' locks are held and both parents are in the upper. */
  private Entry install(Entry from, Entry to) throws IOException {
    boolean hide = fs.lookup().isLowerVisible(from);
    Path whiteout = hide ? fs.whiteouts().prepare(from.parent) : null;
    Path left = from.upperPath();
    Path place = to.upperPath();
    from.parent.withdraw(from);
    to.parent.withdraw(to);
    try {
      WorkDirectory.install(left, place);
    } catch (IOException e) {
      from.parent.restore(from);
      to.parent.restore(to);
      throw e;
    }
    Entry moved = to.holding(from.inode);
    to.parent.put(moved);
    if (to.whiteout && to.parent.upperWhiteouts != null) {
      to.parent.upperWhiteouts.remove(to.name);
    }
    if (hide) {
      fs.whiteouts().install(whiteout, from.parent, from.name, left);
    }
    from.parent.put(from.absent(hide));
    return moved;
  }

  private void moveDirectory(Entry from, Entry to, Path source, Path target) throws IOException {
    fs.tree().writeLock().lock();
    try {
      lockNames(from, to);
      try {
        fs.requireCurrent(from);
        fs.requireCurrent(to);
        // What was no ancestor before may have become one, till the tree was ours alone.
        if (isAncestor(from.directory(), to.parent)) {
          throw Errors.of(source, target, "Invalid argument");
        }
        Path aside = makeRoom(from, to, source, target);
        Path place = to.upperPath();
        fs.countMove();
        try {
          Directory directory = from.directory();
          directory.entry = install(from, to);
          directory.forgetUpperPaths();
        } catch (IOException e) {
          if (aside != null && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            WorkDirectory.install(aside, place);
          }
          throw e;
        } finally {
          fs.countMove();
        }
        if (to.isDirectory()) {
          to.directory().dead = true;
        }
        if (aside != null) {
          fs.work().discard(aside);
        }
      } finally {
        unlockNames(from, to);
      }
    } finally {
      fs.tree().writeLock().unlock();
    }
  }

  /**
   * Clears the target's place in the upper layer, and closes the moved directory to what a lower
   * layer has there.
   *
   * @return where the upper's whiteout or directory of whiteouts is meanwhile, in case the rename
   *     fails; null where the rename itself replaces what is there
   */
  private Path makeRoom(Entry from, Entry to, Path source, Path target) throws IOException {
    Directory replaced = to.isDirectory() ? to.directory() : null;
    if (replaced != null) {
      requireEmpty(replaced, source, target);
    }
    if (to.whiteout || fs.lookup().isLowerVisible(to)) {
      Layers.setOpaque(from.upperPath());
    }
    boolean holdsWhiteouts =
        replaced != null && replaced.upper && !fs.readdir().upperWhiteouts(replaced).isEmpty();
    if (!to.whiteout && !holdsWhiteouts) {
      return null;
    }
    // Note: rename(2) puts no directory over a file or a full directory, and Java cannot exchange
    // two names.
    return fs.work().takeAway(to.upperPath());
  }

  private static void lockNames(Entry from, Entry to) {
    from.parent.names.lock();
    to.parent.names.lock();
    if (to.isDirectory()) {
      to.directory().names.lock();
    }
  }

  private static void unlockNames(Entry from, Entry to) {
    if (to.isDirectory()) {
      to.directory().names.unlock();
    }
    to.parent.names.unlock();
    from.parent.names.unlock();
  }
}
