package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel of the {@link FaultyHost}; a write in which the process dies is half done. */
final class FaultyChannel extends FileChannel {
  private final FaultyHost host;
  private final FileChannel real;

  FaultyChannel(FaultyHost host, FileChannel real) {
    this.host = host;
    this.real = real;
  }

  private void change(String what) throws IOException {
    if (host.diesIn(what)) {
      fail();
    }
  }

  private void fail() throws IOException {
    host.requireAlive();
    throw new IOException("No space left on device");
  }

  private static ByteBuffer half(ByteBuffer source) {
    return source.slice(source.position(), source.remaining() / 2);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (host.diesIn("write")) {
      real.write(half(source));
      fail();
    }
    return real.write(source);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    if (host.diesIn("write")) {
      real.write(half(source), position);
      fail();
    }
    return real.write(source, position);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    change("write");
    return real.write(sources, offset, length);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    host.requireAlive();
    return real.read(target);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    host.requireAlive();
    return real.read(target, position);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    host.requireAlive();
    return real.read(targets, offset, length);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    change("truncate");
    real.truncate(size);
    return this;
  }

  /** May fail and does no more: what a dead process wrote is in the kernel's cache all the same. */
  @Override
  public void force(boolean metadata) throws IOException {
    change("force");
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    host.requireAlive();
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    change("write");
    return real.transferFrom(source, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    host.requireAlive();
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    host.requireAlive();
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    host.requireAlive();
    return real.tryLock(position, size, shared);
  }

  /** The kernel closes what a dead process had open. */
  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
