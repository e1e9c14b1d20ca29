package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The names a directory had when the stream was opened. */
final class UnionDirectoryStream implements DirectoryStream<Path> {
  private final UnionPath directory;
  private final List<Path> names;
  private final Filter<? super Path> filter;
  private volatile boolean closed;
  private boolean started;

  UnionDirectoryStream(UnionPath directory, List<Path> names, Filter<? super Path> filter) {
    this.directory = directory;
    this.names = names;
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
    private final Iterator<Path> left = names.iterator();
    private Path next;

    @Override
    public boolean hasNext() {
      while (next == null && !closed && left.hasNext()) {
        Path path = directory.child(left.next());
        if (accepts(path)) {
          next = path;
        }
      }
      return next != null;
    }

    private boolean accepts(Path path) {
      try {
        return filter == null || filter.accept(path);
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Path path = next;
      next = null;
      return path;
    }
  }
}
