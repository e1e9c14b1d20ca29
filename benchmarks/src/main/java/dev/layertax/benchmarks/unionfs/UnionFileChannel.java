package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A descriptor of the union: the backing file's channel, the file's lock around writes, and a move
 * to the upper file when the object is copied up under a reader.
 */
final class UnionFileChannel extends FileChannel {
  private final UnionFileSystem fs;
  private final Inode inode;
  private final ReentrantLock writing;
  private final Set<? extends OpenOption> options;

  /** Whether it began on a lower file, so that the backing file may change under it. */
  private final boolean mayMove;

  private volatile FileChannel host;
  private volatile IOException moveFailure;
  private Object lockedFile;

  /** Backing channels of before; kept open for locks taken and calls under way in them. */
  private final List<FileChannel> left = new ArrayList<>(0);

  UnionFileChannel(
      UnionFileSystem fs,
      Inode inode,
      FileChannel host,
      Set<? extends OpenOption> options,
      boolean mayMove)
      throws IOException {
    this.fs = fs;
    this.inode = inode;
    this.writing = inode.writing;
    this.host = host;
    this.options = options;
    this.mayMove = mayMove;
    try {
      fs.opened(this);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /** Goes on with the upper file; called once, by who copied it up. */
  void moveTo(Path upper) {
    synchronized (left) {
      if (!isOpen()) {
        return;
      }
      try {
        FileChannel next = FileChannel.open(upper, options);
        left.add(host);
        if (inode.kind == Inode.Kind.FILE) {
          next.position(host.position());
        }
        host = next;
      } catch (IOException e) {
        moveFailure = e;
      }
    }
  }

  private FileChannel host() throws IOException {
    if (mayMove && moveFailure != null) {
      throw new IOException("the file was copied up and cannot be opened there", moveFailure);
    }
    return host;
  }

  /** An interrupt closes the backing channel, and so this one. */
  private <E extends IOException> E closedWith(E failure) throws IOException {
    if (failure instanceof ClosedChannelException && isOpen()) {
      if (failure instanceof ClosedByInterruptException || !host.isOpen()) {
        close();
      }
    }
    return failure;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    try {
      return host().read(target, position);
    } catch (IOException e) {
      throw closedWith(e);
    }
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    ReentrantLock lock = writing;
    lock.lock();
    try {
      return host.write(source, position);
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      if (mayMove) {
        // So that the position is not taken along while this call moves it.
        synchronized (left) {
          return host().read(target);
        }
      }
      return host.read(target);
    } catch (IOException e) {
      throw closedWith(e);
    }
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    try {
      if (mayMove) {
        synchronized (left) {
          return host().read(targets, offset, length);
        }
      }
      return host.read(targets, offset, length);
    } catch (IOException e) {
      throw closedWith(e);
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    writing.lock();
    try {
      return host.write(source);
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    writing.lock();
    try {
      return host.write(sources, offset, length);
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public long position() throws IOException {
    return host().position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    if (mayMove) {
      synchronized (left) {
        host().position(newPosition);
      }
    } else {
      host.position(newPosition);
    }
    return this;
  }

  @Override
  public long size() throws IOException {
    return host().size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    writing.lock();
    try {
      host.truncate(size);
      return this;
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      writing.unlock();
    }
  }

  /** Flushes the upper file; a lower one has nothing to flush. */
  @Override
  public void force(boolean metaData) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (inode.upper && fs.options().sync() != UnionOptions.Sync.VOLATILE) {
      try {
        host().force(metaData);
      } catch (IOException e) {
        throw closedWith(e);
      }
    }
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    try {
      if (target instanceof UnionFileChannel union) {
        union.writing.lock();
        try {
          return host().transferTo(position, count, union.host);
        } finally {
          union.writing.unlock();
        }
      }
      return host().transferTo(position, count, target);
    } catch (IOException e) {
      throw closedWith(e);
    }
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    ReadableByteChannel from = source instanceof UnionFileChannel union ? union.host() : source;
    writing.lock();
    try {
      return host.transferFrom(from, position, count);
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * A mapping of a lower file stays as it is when the file is copied up, and a descriptor opened
   * before maps the lower file even after ({@code ovl_mmap}).
   */
  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    FileChannel backing = host();
    if (mayMove) {
      synchronized (left) {
        backing = left.isEmpty() ? backing : left.get(0);
      }
    }
    return backing.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return locked(position, size, shared, true);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return locked(position, size, shared, false);
  }

  private FileLock locked(long position, long size, boolean shared, boolean wait)
      throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (shared) {
      requireReadable();
    } else {
      requireWritable();
    }
    UnionFileLock lock = new UnionFileLock(this, inode, lockedFile(), position, size, shared);
    inode.addLock(lock);
    FileLock acquired = null;
    try {
      FileChannel backing = host();
      acquired =
          wait ? backing.lock(position, size, shared) : backing.tryLock(position, size, shared);
      if (acquired != null) {
        lock.holds(acquired);
        return lock;
      }
      return null;
    } catch (IOException e) {
      throw closedWith(e);
    } finally {
      if (acquired == null) {
        inode.removeLock(lock);
      }
    }
  }

  /** As Java does, once for all locks of a channel. */
  private synchronized Object lockedFile() {
    if (lockedFile == null) {
      lockedFile = inode.lockedFile();
    }
    return lockedFile;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    fs.closed(this);
    if (mayMove) {
      inode.removeLowerReader(this);
    }
    inode.removeLocks(this);
    try {
      synchronized (left) {
        for (FileChannel channel : left) {
          channel.close();
        }
      }
    } finally {
      host.close();
    }
  }

  /** Fails at once where a write could only fail later, in another thread. */
  void requireWritable() {
    if (!writes(options)) {
      throw new NonWritableChannelException();
    }
  }

  /** Fails at once where a read could only fail later, in another thread. */
  void requireReadable() {
    if (writes(options) && !options.contains(StandardOpenOption.READ)) {
      throw new NonReadableChannelException();
    }
  }

  private static boolean writes(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }
}
