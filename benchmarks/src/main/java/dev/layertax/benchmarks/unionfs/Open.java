package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.Set;

/**
 * Opens files, creating and copying up where the options ask for it: overlayfs's {@code ovl_open}.
 */
final class Open {
  private final UnionFileSystem fs;

  Open(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** Opens as {@code FileChannel.open} does on Unix. */
  UnionFileChannel open(
      UnionPath path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    requireMeaningful(options);
    if (path.endsWith(".")
        && options.contains(StandardOpenOption.CREATE_NEW)
        && (options.contains(StandardOpenOption.WRITE)
            || options.contains(StandardOpenOption.APPEND))) {
      // Before any look at the directory, as the Unix provider has it; its copies look.
      throw Errors.exists(path);
    }
    return openAny(path, options, attributes);
  }

  private static void requireMeaningful(Set<? extends OpenOption> options) {
    if (options.contains(StandardOpenOption.APPEND)) {
      if (options.contains(StandardOpenOption.READ)) {
        throw new IllegalArgumentException("READ + APPEND not allowed");
      }
      if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
        throw new IllegalArgumentException("APPEND + TRUNCATE_EXISTING not allowed");
      }
    }
  }

  /** Opens as open(2) does. */
  UnionFileChannel openAny(
      UnionPath path, Set<? extends OpenOption> asked, FileAttribute<?>... attributes)
      throws IOException {
    Set<? extends OpenOption> options = withoutVainSync(asked);
    boolean append = options.contains(StandardOpenOption.APPEND);
    boolean write = append || options.contains(StandardOpenOption.WRITE);
    boolean createNew = write && options.contains(StandardOpenOption.CREATE_NEW);
    boolean create = createNew || (write && options.contains(StandardOpenOption.CREATE));
    boolean deleteOnClose = options.contains(StandardOpenOption.DELETE_ON_CLOSE);
    boolean follow =
        options.contains(StandardOpenOption.CREATE_NEW)
            ? !createNew
            : !deleteOnClose && !options.contains(LinkOption.NOFOLLOW_LINKS);
    while (true) {
      try {
        Lookup.Found found = fs.lookup().walk(path, follow);
        UnionFileChannel channel;
        if (found.exists()) {
          if (createNew) {
            throw Errors.exists(path);
          }
          channel = existing(found, path, options, write);
        } else if (create) {
          channel = fs.create().file(found, options, attributes);
        } else {
          throw Errors.noSuchFile(path);
        }
        return deleteOnClose ? withoutName(channel, path) : channel;
      } catch (Errors.StaleEntryException changed) {
        fs.counters().walksRepeated.increment();
      } catch (IOException e) {
        throw !follow && !createNew && Errors.isLoop(e)
            ? new IOException("Too many levels of symbolic links (NOFOLLOW_LINKS specified)", e)
            : Errors.translated(e, path);
      }
    }
  }

  /** A layer that flushes nothing drops IOCB_DSYNC and IOCB_SYNC too ({@code ovl_write_iter}). */
  private Set<? extends OpenOption> withoutVainSync(Set<? extends OpenOption> options) {
    if (fs.options().sync() != UnionOptions.Sync.VOLATILE) {
      return options;
    }
    Set<OpenOption> left = new HashSet<>(options);
    left.remove(StandardOpenOption.DSYNC);
    left.remove(StandardOpenOption.SYNC);
    return left;
  }

  private UnionFileChannel existing(
      Lookup.Found found, UnionPath path, Set<? extends OpenOption> options, boolean write)
      throws IOException {
    Entry entry = found.entry();
    Inode inode = entry.inode;
    if (inode.kind == Inode.Kind.SYMLINK) {
      throw Errors.loop(path);
    }
    if (write && inode.kind == Inode.Kind.DIRECTORY) {
      throw Errors.isDirectory(path);
    }
    if (write && inode.kind == Inode.Kind.FILE && !inode.upper) {
      provider(inode.lower).checkAccess(inode.lower, AccessMode.WRITE);
      fs.copyUp().ensure(entry, !options.contains(StandardOpenOption.TRUNCATE_EXISTING));
    }
    Set<? extends OpenOption> host = backing(options);
    while (true) {
      boolean upper = inode.upper;
      FileChannel channel = openBacking(found, upper ? entry.upperPath() : inode.lower, host);
      UnionFileChannel opened = new UnionFileChannel(fs, inode, channel, host, !upper);
      if (upper || inode.addLowerReader(opened)) {
        return opened;
      }
      // Copied up in between.
      opened.close();
    }
  }

  private FileChannel openBacking(Lookup.Found found, Path host, Set<? extends OpenOption> options)
      throws IOException {
    FileChannel channel;
    try {
      channel = provider(host).newFileChannel(host, options);
    } catch (IOException e) {
      if (fs.isStale(found)) {
        throw new Errors.StaleEntryException();
      }
      throw e;
    }
    if (fs.isStale(found)) {
      channel.close();
      throw new Errors.StaleEntryException();
    }
    return channel;
  }

  private static FileSystemProvider provider(Path host) {
    return host.getFileSystem().provider();
  }

  /** The options for a backing file that exists: it is neither made nor removed by its opening. */
  private static Set<? extends OpenOption> backing(Set<? extends OpenOption> options) {
    if (!options.contains(StandardOpenOption.CREATE)
        && !options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
      return options;
    }
    Set<OpenOption> host = new HashSet<>(options);
    host.remove(StandardOpenOption.CREATE);
    host.remove(StandardOpenOption.DELETE_ON_CLOSE);
    return host;
  }

  /**
   * As on Unix, the name goes at once and the file when it is closed; a directory and what cannot
   * be removed stay.
   */
  private UnionFileChannel withoutName(UnionFileChannel channel, UnionPath path) {
    try {
      Lookup.Found found = fs.lookup().walk(path, false);
      if (found.exists() && !found.entry().isDirectory()) {
        fs.remove().remove(found, path);
      }
    } catch (IOException best) {
      return channel;
    }
    return channel;
  }
}
