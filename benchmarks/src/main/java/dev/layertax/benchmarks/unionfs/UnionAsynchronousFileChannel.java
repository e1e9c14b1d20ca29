package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A channel whose reads and writes are made by other threads on a {@link UnionFileChannel}, as the
 * JDK does it on Linux.
 */
final class UnionAsynchronousFileChannel extends AsynchronousFileChannel {
  private static final ExecutorService DEFAULT =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "union-async");
            thread.setDaemon(true);
            return thread;
          });

  private final UnionFileChannel channel;
  private final ExecutorService executor;

  private UnionAsynchronousFileChannel(UnionFileChannel channel, ExecutorService executor) {
    this.channel = channel;
    this.executor = executor == null ? DEFAULT : executor;
  }

  /**
   * Opens a file.
   *
   * @param executor null for threads of our own
   * @throws UnsupportedOperationException with {@code APPEND}, as in the JDK
   */
  static UnionAsynchronousFileChannel open(
      UnionPath path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException("APPEND not allowed");
    }
    Set<OpenOption> all = new HashSet<>(options);
    if (!all.contains(StandardOpenOption.WRITE)) {
      all.add(StandardOpenOption.READ);
    }
    return new UnionAsynchronousFileChannel(
        path.getFileSystem().opener().open(path, all, attributes), executor);
  }

  private <T, A> void submit(
      Callable<T> work, A attachment, CompletionHandler<? super T, ? super A> handler) {
    executor.execute(
        () -> {
          T result;
          try {
            result = work.call();
          } catch (Throwable e) {
            // Errors too: who waits for the future would wait without end.
            handler.failed(e, attachment);
            return;
          }
          handler.completed(result, attachment);
        });
  }

  private <T> Future<T> submit(Callable<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    submit(
        work,
        future,
        new CompletionHandler<T, CompletableFuture<T>>() {
          @Override
          public void completed(T result, CompletableFuture<T> done) {
            done.complete(result);
          }

          @Override
          public void failed(Throwable failure, CompletableFuture<T> done) {
            done.completeExceptionally(failure);
          }
        });
    return future;
  }

  private static void requirePosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("Negative position");
    }
  }

  private void requireReadable(ByteBuffer target, long position) {
    requirePosition(position);
    channel.requireReadable();
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  private void requireWritable(long position) {
    requirePosition(position);
    channel.requireWritable();
  }

  @Override
  public <A> void read(
      ByteBuffer target,
      long position,
      A attachment,
      CompletionHandler<Integer, ? super A> handler) {
    requireReadable(target, position);
    submit(() -> channel.read(target, position), attachment, handler);
  }

  @Override
  public Future<Integer> read(ByteBuffer target, long position) {
    requireReadable(target, position);
    return submit(() -> channel.read(target, position));
  }

  @Override
  public <A> void write(
      ByteBuffer source,
      long position,
      A attachment,
      CompletionHandler<Integer, ? super A> handler) {
    requireWritable(position);
    submit(() -> channel.write(source, position), attachment, handler);
  }

  @Override
  public Future<Integer> write(ByteBuffer source, long position) {
    requireWritable(position);
    return submit(() -> channel.write(source, position));
  }

  @Override
  public <A> void lock(
      long position,
      long size,
      boolean shared,
      A attachment,
      CompletionHandler<FileLock, ? super A> handler) {
    submit(() -> locked(position, size, shared, true), attachment, handler);
  }

  @Override
  public Future<FileLock> lock(long position, long size, boolean shared) {
    return submit(() -> locked(position, size, shared, true));
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return locked(position, size, shared, false);
  }

  private FileLock locked(long position, long size, boolean shared, boolean wait)
      throws IOException {
    FileLock lock =
        wait ? channel.lock(position, size, shared) : channel.tryLock(position, size, shared);
    return lock == null ? null : new AsynchronousLock(this, lock);
  }

  /** The same lock, held by this channel. */
  private static final class AsynchronousLock extends FileLock {
    private final FileLock lock;

    AsynchronousLock(AsynchronousFileChannel channel, FileLock lock) {
      super(channel, lock.position(), lock.size(), lock.isShared());
      this.lock = lock;
    }

    @Override
    public boolean isValid() {
      return lock.isValid();
    }

    @Override
    public void release() throws IOException {
      lock.release();
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public AsynchronousFileChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    channel.force(metaData);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
