package dev.layertax.benchmarks.unionfs;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all names and all descriptors of one object share. Its monitor is the copy-up lock: who
 * holds it copies, the others wait.
 */
class Inode {
  enum Kind {
    FILE,
    DIRECTORY,
    SYMLINK,
    OTHER
  }

  final Kind kind;

  /** The topmost lower object, or null where there is none. */
  final Path lower;

  /** Whether I/O goes to the upper layer; never goes back to false. */
  volatile boolean upper;

  /** Identity before the copy-up, kept after it; null where the upper object's own counts. */
  volatile Object originKey;

  /** What the lower object's access time was when first seen; null without a lower object. */
  final FileTime lowerAccessTime;

  /** Held by every write, as {@code ovl_write_iter} holds the inode's lock. */
  final ReentrantLock writing = new ReentrantLock();

  private final Object descriptors = new Object();
  private volatile Path target;
  private List<UnionFileChannel> lowerReaders;
  private List<UnionFileLock> locks;

  /**
   * Whether the upper layer had it before this mount: only then can another inode stand for a
   * further name of the same file.
   */
  final boolean foundInUpper;

  Inode(Kind kind, Path lower, boolean upper, Object originKey, FileTime lowerAccessTime) {
    this(kind, lower, upper, originKey, lowerAccessTime, upper);
  }

  private Inode(
      Kind kind,
      Path lower,
      boolean upper,
      Object originKey,
      FileTime lowerAccessTime,
      boolean foundInUpper) {
    this.foundInUpper = foundInUpper;
    this.kind = kind;
    this.lower = lower;
    this.upper = upper;
    this.originKey = originKey;
    this.lowerAccessTime = lowerAccessTime;
  }

  /** An object that lives in the upper layer alone. */
  static Inode created(Kind kind) {
    return new Inode(kind, null, true, null, null, false);
  }

  /** Where a symbolic link points. */
  Path target() {
    return target;
  }

  /** Said once, before others see the link: it cannot change. */
  void pointTo(Path path) {
    target = path;
  }

  /** Whether the reader will hear of the copy-up; false: it has happened, open the upper file. */
  boolean addLowerReader(UnionFileChannel reader) {
    synchronized (descriptors) {
      if (upper) {
        return false;
      }
      if (lowerReaders == null) {
        lowerReaders = new ArrayList<>(2);
      }
      lowerReaders.add(reader);
      return true;
    }
  }

  void removeLowerReader(UnionFileChannel reader) {
    synchronized (descriptors) {
      if (lowerReaders != null) {
        lowerReaders.remove(reader);
      }
    }
  }

  /**
   * Sends every reader of the lower object to the upper one.
   *
   * <p>Note: each gets its own descriptor now and not at its next read, since the upper file may
   * have lost its name by then.
   */
  void becomeUpper(Path host) {
    List<UnionFileChannel> readers;
    synchronized (descriptors) {
      upper = true;
      readers = lowerReaders;
      lowerReaders = null;
      if (readers != null) {
        for (UnionFileChannel reader : readers) {
          reader.moveTo(host);
        }
      }
    }
  }

  /**
   * Which file a lock taken now is on: the object, not the layer that holds its data. But a hard
   * link of a lower layer is another file once it is copied up, as its number tells.
   */
  Object lockedFile() {
    Object key = originKey;
    return key == null ? this : key;
  }

  void addLock(UnionFileLock lock) {
    synchronized (descriptors) {
      if (locks == null) {
        locks = new ArrayList<>(2);
      }
      for (UnionFileLock held : locks) {
        if (held.conflictsWith(lock)) {
          throw new OverlappingFileLockException();
        }
      }
      locks.add(lock);
    }
  }

  void removeLock(UnionFileLock lock) {
    synchronized (descriptors) {
      if (locks != null) {
        locks.remove(lock);
      }
    }
  }

  /** Frees what a closed channel left locked. */
  void removeLocks(FileChannel channel) {
    synchronized (descriptors) {
      if (locks != null) {
        locks.removeIf(lock -> lock.acquiredBy() == channel);
      }
    }
  }
}
