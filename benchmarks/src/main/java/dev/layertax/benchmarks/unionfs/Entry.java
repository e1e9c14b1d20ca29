package dev.layertax.benchmarks.unionfs;

import java.nio.file.Path;

/**
 * A name in a directory and what it stands for: overlayfs's dentry. A change of the name makes a
 * new entry; a copy-up does not.
 */
final class Entry {
  /** Whether a lower layer shows something under the name. */
  enum Below {
    UNKNOWN,
    NOTHING,
    SOMETHING
  }

  /** Null for the root. */
  final Directory parent;

  final String name;

  /** Null where the name is known to be absent. */
  final Inode inode;

  /** Whether the upper layer holds a whiteout of this name; only without an inode. */
  final boolean whiteout;

  private volatile Below below;
  private volatile Path upperPath;

  Entry(Directory parent, String name, Inode inode, boolean whiteout, Below below) {
    this.parent = parent;
    this.name = name;
    this.inode = inode;
    this.whiteout = whiteout;
    this.below = below;
  }

  static Entry root(Path upper, Directory root) {
    Entry entry = new Entry(null, "", root, false, Below.NOTHING);
    entry.upperPath = upper;
    return entry;
  }

  /** The same name standing for something new in the upper layer. */
  Entry holding(Inode created) {
    return new Entry(parent, name, created, false, below);
  }

  /** The same name standing for nothing. */
  Entry absent(boolean whiteoutLeft) {
    return new Entry(
        parent, name, null, whiteoutLeft, whiteoutLeft ? Below.SOMETHING : Below.NOTHING);
  }

  Below below() {
    return below;
  }

  void below(Below found) {
    below = found;
  }

  boolean isCurrent() {
    return parent == null || (!parent.dead && parent.children.get(name) == this);
  }

  boolean isDirectory() {
    return inode instanceof Directory;
  }

  Directory directory() {
    return (Directory) inode;
  }

  /** Where the upper layer has, or would have, the object. */
  Path upperPath() {
    Path known = upperPath;
    return known != null ? known : resolveUpperPath();
  }

  private Path resolveUpperPath() {
    // Computed under the lock that moves of directories take, so that no path of before is kept.
    parent.tree.readLock().lock();
    try {
      Path path = parent.entry.upperPath().resolve(name);
      upperPath = path;
      return path;
    } finally {
      parent.tree.readLock().unlock();
    }
  }

  void forgetUpperPath() {
    if (parent != null) {
      upperPath = null;
    }
  }

  /** The object's real path: in the upper layer if it is there. */
  Path hostPath() {
    return inode.upper ? upperPath() : inode.lower;
  }
}
