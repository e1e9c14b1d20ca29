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
    if (!fs.readdir().isEmpty(replaced)) {
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
      install(from, to, false);
    } finally {
      second.names.unlock();
      first.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  /**
   * The rename itself; both directories' locks are held and both parents are in the upper.
   *
   * @param makeRoom whether rename(2) could not replace what the upper layer has at the target
   */
  private Entry install(Entry from, Entry to, boolean makeRoom) throws IOException {
    boolean hide = fs.lookup().isLowerVisible(from);
    boolean occupied = to.whiteout || (to.inode != null && to.inode.upper);
    Path whiteout = hide ? fs.whiteouts().prepareFor(from) : null;
    from.parent.withdraw(from);
    to.parent.withdraw(to);
    try {
      move(from, to, whiteout, occupied && (hide || makeRoom));
    } catch (IOException e) {
      if (whiteout != null) {
        fs.work().discard(whiteout);
      }
      restore(from, true);
      restore(to, occupied);
      throw e;
    }
    Entry moved = to.holding(from.inode);
    to.parent.put(moved);
    if (to.whiteout && to.parent.upperWhiteouts != null) {
      to.parent.upperWhiteouts.remove(to.name);
    }
    from.parent.put(from.absent(hide));
    return moved;
  }

  /**
   * Moves the object and leaves the whiteout, or changes nothing.
   *
   * @param putAside whether what is at the target must come back when a step fails
   */
  private void move(Entry from, Entry to, Path whiteout, boolean putAside) throws IOException {
    Path left = from.upperPath();
    Path place = to.upperPath();
    Path aside = putAside ? fs.work().putAside(place) : null;
    boolean moved = false;
    try {
      WorkDirectory.install(left, place);
      moved = true;
      if (whiteout != null) {
        fs.whiteouts().install(whiteout, from.parent, from.name, left);
      }
    } catch (IOException e) {
      if (moved) {
        WorkDirectory.install(place, left);
      }
      if (aside != null) {
        fs.work().bringHome(aside, place);
      }
      throw e;
    }
    if (aside != null) {
      fs.work().discard(aside);
    }
  }

  /** Puts a name back after a failure; where not even going back worked, the layers are asked. */
  private static void restore(Entry entry, boolean wasInUpper) {
    if (Files.exists(entry.upperPath(), LinkOption.NOFOLLOW_LINKS) == wasInUpper) {
      entry.parent.restore(entry);
    }
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
        boolean makeRoom = isInTheWay(to, source, target);
        if (to.whiteout || fs.lookup().isLowerVisible(to)) {
          // Harmless if it does not move: no lower layer has a directory where it is.
          Layers.setOpaque(from.upperPath());
        }
        fs.countMove();
        try {
          Directory directory = from.directory();
          directory.entry = install(from, to, makeRoom);
          directory.forgetUpperPaths();
        } finally {
          fs.countMove();
        }
        if (to.isDirectory()) {
          to.directory().dead = true;
        }
      } finally {
        unlockNames(from, to);
      }
    } finally {
      fs.tree().writeLock().unlock();
    }
  }

  /**
   * Whether rename(2) puts no directory where the upper layer has a whiteout, or a directory of
   * whiteouts. Note: Java cannot exchange two names.
   */
  private boolean isInTheWay(Entry to, Path source, Path target) throws IOException {
    if (!to.isDirectory()) {
      return to.whiteout;
    }
    Directory replaced = to.directory();
    requireEmpty(replaced, source, target);
    return replaced.upper && !fs.readdir().upperWhiteouts(replaced).isEmpty();
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
