package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;

/** A lock on an object of the union, and the one on its backing file behind it. */
final class UnionFileLock extends FileLock {
  private final Inode inode;
  private final Object file;
  private volatile FileLock host;
  private volatile boolean released;

  /**
   * A lock not held yet.
   *
   * @param file which file the channel's first lock was on
   */
  UnionFileLock(
      UnionFileChannel channel,
      Inode inode,
      Object file,
      long position,
      long size,
      boolean shared) {
    super(channel, position, size, shared);
    this.inode = inode;
    this.file = file;
  }

  /** Whether the two cannot be held at once. */
  boolean conflictsWith(UnionFileLock other) {
    return file.equals(other.file) && overlaps(other.position(), other.size());
  }

  void holds(FileLock acquired) {
    host = acquired;
  }

  @Override
  public boolean isValid() {
    return !released && acquiredBy().isOpen();
  }

  @Override
  public void release() throws IOException {
    if (!acquiredBy().isOpen()) {
      throw new ClosedChannelException();
    }
    if (!released) {
      released = true;
      inode.removeLock(this);
      host.release();
    }
  }
}
