package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The names a directory had when the first of them was asked for, as on overlayfs, where a snapshot
 * is taken by the first getdents(2).
 */
final class UnionDirectoryStream implements DirectoryStream<Path> {
  private final UnionPath path;
  private final Directory directory;
  private final Readdir readdir;
  private final Filter<? super Path> filter;
  private volatile boolean closed;
  private boolean started;

  UnionDirectoryStream(
      UnionPath path, Directory directory, Readdir readdir, Filter<? super Path> filter) {
    this.path = path;
    this.directory = directory;
    this.readdir = readdir;
    this.filter = filter;
  }

  @Override
  public synchronized Iterator<Path> iterator() {
    if (closed) {
      throw new IllegalStateException("Directory stream is closed");
    }
    if (started) {
      throw new IllegalStateException("Iterator already obtained");
    }
    started = true;
    return new Paths();
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Paths implements Iterator<Path> {
    private Iterator<Path> left;
    private Path next;

    @Override
    public boolean hasNext() {
      while (next == null && !closed && names().hasNext()) {
        Path child = path.child(names().next());
        if (accepts(child)) {
          next = child;
        }
      }
      return next != null;
    }

    private Iterator<Path> names() {
      if (left == null) {
        try {
          left = readdir.names(directory).iterator();
        } catch (IOException e) {
          throw new DirectoryIteratorException(Errors.translated(e, path));
        }
      }
      return left;
    }

    private boolean accepts(Path child) {
      try {
        return filter == null || filter.accept(child);
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Path child = next;
      next = null;
      return child;
    }
  }
}
