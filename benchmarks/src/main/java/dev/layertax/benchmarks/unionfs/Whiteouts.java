package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.file.Path;

/** Leaves whiteouts in the upper layer, and the marks without which nobody would look for them. */
final class Whiteouts {
  private final UnionFileSystem fs;

  Whiteouts(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** A whiteout in the work directory for a name of this directory, whose lock is held. */
  Path prepare(Directory directory) throws IOException {
    mark(fs.root());
    mark(directory);
    return made(fs.work().next());
  }

  /**
   * The same for a name that loses its upper object in one step and gets the whiteout in the next.
   */
  Path prepareFor(Entry entry) throws IOException {
    mark(fs.root());
    mark(entry.parent);
    return made(fs.work().nextFor(entry.upperPath()));
  }

  private Path made(Path whiteout) throws IOException {
    try {
      fs.work().makeWhiteout(whiteout);
      return whiteout;
    } catch (IOException e) {
      fs.work().discard(whiteout);
      throw e;
    }
  }

  /**
   * Puts a prepared whiteout under a name, over a file that may be there; the directory's lock is
   * held.
   */
  void install(Path whiteout, Directory directory, String name, Path place) throws IOException {
    fs.work().bringHome(whiteout, place);
    fs.counters().whiteoutsCreated.increment();
    if (directory.upperWhiteouts != null) {
      directory.upperWhiteouts.add(name);
    }
  }

  private static void mark(Directory directory) throws IOException {
    if (!directory.upperMarked) {
      // By the monitor and not by the lock itself: whose lock is held may be a directory below.
      synchronized (directory.names) {
        if (!directory.upperMarked) {
          Layers.setHoldsWhiteouts(directory.entry.upperPath());
          directory.upperMarked = true;
        }
      }
    }
  }
}
