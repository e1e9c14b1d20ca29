package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;

/** A lock on an object of the union, and the one on its backing file behind it. */
final class UnionFileLock extends FileLock {
  private final Inode inode;
  private volatile FileLock host;
  private volatile boolean released;

  UnionFileLock(UnionFileChannel channel, Inode inode, long position, long size, boolean shared) {
    super(channel, position, size, shared);
    this.inode = inode;
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
