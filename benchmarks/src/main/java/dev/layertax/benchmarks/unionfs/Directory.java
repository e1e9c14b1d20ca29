package dev.layertax.benchmarks.unionfs;

import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;

/** A directory of the union, with the names looked up in it so far. */
final class Directory extends Inode {
  /**
   * Absent names kept per directory.
   *
   * <p>Note: the kernel keeps as many as memory allows; a spool with ever new names must not fill
   * the heap.
   */
  private static final int MAX_ABSENT = 16_384;

  /** The directories that merge here from lower layers, topmost first. */
  final List<LowerDirectory> lowers;

  final Map<String, Entry> children = new ConcurrentHashMap<>();

  /** Held while names appear in or leave {@link #children} or the upper directory. */
  final ReentrantLock names = new ReentrantLock();

  /** Shared by the whole mount; its write side is held while a directory moves. */
  final ReadWriteLock tree;

  /** The directory's own name; a directory has one. */
  volatile Entry entry;

  /** Whether it was removed; guarded by {@link #names} for writing. */
  volatile boolean dead;

  /** Whether the upper directory carries the mark that it may hold whiteouts. */
  volatile boolean upperMarked;

  /**
   * Whether the upper directory was empty when this mount made it, so that all in it is known: by
   * {@link #children}, and by {@link #upperWhiteouts}. Guarded by {@link #names}.
   */
  private boolean upperKnown;

  /** Whiteouts in the upper directory; null while unknown; guarded by {@link #names}. */
  Set<String> upperWhiteouts;

  private int absent;

  Directory(
      ReadWriteLock tree,
      List<LowerDirectory> lowers,
      boolean upper,
      Object originKey,
      FileTime lowerAccessTime) {
    super(
        Kind.DIRECTORY,
        lowers.isEmpty() ? null : lowers.get(0).path(),
        upper,
        originKey,
        lowerAccessTime);
    this.tree = tree;
    this.lowers = lowers;
  }

  Directory parentOrSelf() {
    Directory parent = entry.parent;
    return parent == null ? this : parent;
  }

  /** Whether layers merge here: overlayfs then reports one link. */
  boolean isMerged() {
    return upper ? !lowers.isEmpty() : lowers.size() > 1;
  }

  /** Said when this mount has just made the upper directory. */
  void upperIsEmpty() {
    upperWhiteouts = new HashSet<>();
    upperKnown = true;
  }

  /**
   * Whether the upper directory may hold something under a name that {@link #children} lacks;
   * {@link #names} is held.
   */
  boolean upperMayHold(String name) {
    return !upperKnown || upperWhiteouts.contains(name);
  }

  /** Whether all that the upper directory holds is known; {@link #names} is held. */
  boolean isUpperKnown() {
    return upperKnown;
  }

  /** Whether one of the names looked up so far stands for something; {@link #names} is held. */
  boolean hasPresentName() {
    for (Entry child : children.values()) {
      if (child.inode != null) {
        return true;
      }
    }
    return false;
  }

  /** Puts an entry in place of what stood under its name; {@link #names} is held. */
  void put(Entry entry) {
    Entry before = children.put(entry.name, entry);
    if (before != null && before.inode == null) {
      absent--;
    }
    if (entry.inode == null && ++absent > MAX_ABSENT) {
      children.values().removeIf(child -> child.inode == null && child != entry);
      absent = 1;
    }
  }

  /**
   * Takes a name out before its real object goes: who opens the real path afterwards finds that the
   * name is no longer current, and waits for {@link #names}, which is held, to look it up again.
   */
  void withdraw(Entry entry) {
    if (children.remove(entry.name, entry) && entry.inode == null) {
      absent--;
    }
  }

  /** Puts a withdrawn name back after a failure. */
  void restore(Entry entry) {
    upperKnown = false;
    if (children.putIfAbsent(entry.name, entry) == null && entry.inode == null) {
      absent++;
    }
  }

  /** Lets the next lookup ask the layers again; {@link #names} is held. */
  void forgetAbsent(Entry entry) {
    // What failed may have left something there.
    upperKnown = false;
    if (entry.inode == null && children.remove(entry.name, entry)) {
      absent--;
    }
  }

  /** Forgets the real paths of all below, after a move; the tree's write lock is held. */
  void forgetUpperPaths() {
    entry.forgetUpperPath();
    for (Entry child : children.values()) {
      child.forgetUpperPath();
      if (child.isDirectory()) {
        child.directory().forgetUpperPaths();
      }
    }
  }
}
