package dev.layertax.benchmarks.unionfs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes new names in the upper layer: overlayfs's {@code ovl_create_object} and {@code ovl_link}.
 */
final class Create {
  private static final int SET_GROUP_ID = 02000;

  private final UnionFileSystem fs;

  Create(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** Makes the object at a real path that does not exist. */
  private interface Maker<T> {
    T make(Path place) throws IOException;
  }

  /**
   * A new regular file, opened.
   *
   * @param options as given by the caller, for the backing file
   */
  UnionFileChannel file(
      Lookup.Found found, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> host = new HashSet<>(options);
    host.remove(StandardOpenOption.CREATE);
    host.remove(StandardOpenOption.DELETE_ON_CLOSE);
    host.add(StandardOpenOption.CREATE_NEW);
    Inode inode = Inode.created(Inode.Kind.FILE);
    FileChannel channel =
        inParent(found, inode, place -> FileChannel.open(place, host, attributes));
    return new UnionFileChannel(fs, inode, channel, options, false);
  }

  void directory(Lookup.Found found, FileAttribute<?>... attributes) throws IOException {
    boolean overWhiteout = found.entry().whiteout;
    Directory directory = new Directory(fs.tree(), List.of(), true, null, null);
    directory.upperIsEmpty();
    inParent(
        found,
        directory,
        place -> {
          Files.createDirectory(place, attributes);
          if (overWhiteout) {
            Layers.setOpaque(place);
          }
          return null;
        });
  }

  void symbolicLink(Lookup.Found found, Path target) throws IOException {
    Inode link = Inode.created(Inode.Kind.SYMLINK);
    link.pointTo(target);
    inParent(found, link, place -> Files.createSymbolicLink(place, target));
  }

  /**
   * A further name of a file, which is copied up first.
   *
   * <p>The tree is ours alone meanwhile, so that the old name stays what it is till it is linked.
   */
  void link(Lookup.Found found, Entry existing) throws IOException {
    fs.copyUp().ensure(existing);
    fs.copyUp().ensureDirectory(found.parent());
    fs.tree().writeLock().lock();
    try {
      fs.requireCurrent(existing);
      inParent(found, existing.inode, place -> Files.createLink(place, existing.upperPath()));
    } finally {
      fs.tree().writeLock().unlock();
    }
  }

  private <T> T inParent(Lookup.Found found, Inode inode, Maker<T> maker) throws IOException {
    Directory parent = found.parent();
    Entry entry = found.entry();
    fs.copyUp().ensureDirectory(parent);
    fs.tree().readLock().lock();
    parent.names.lock();
    try {
      fs.requireCurrent(entry);
      T made = entry.whiteout ? overWhiteout(entry, inode, maker) : maker.make(entry.upperPath());
      Entry created = entry.holding(inode);
      if (inode instanceof Directory directory) {
        directory.entry = created;
      }
      parent.put(created);
      return made;
    } catch (IOException e) {
      parent.forgetAbsent(entry);
      throw e;
    } finally {
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  /** Made in the work directory and renamed over the whiteout, which hides the name till then. */
  private <T> T overWhiteout(Entry entry, Inode inode, Maker<T> maker) throws IOException {
    Path place = entry.upperPath();
    boolean isDirectory = inode.kind == Inode.Kind.DIRECTORY;
    Path made = isDirectory ? fs.work().nextFor(place) : fs.work().next();
    boolean installed = false;
    T result = null;
    try {
      result = maker.make(made);
      inheritGroup(made, place.getParent(), isDirectory);
      if (isDirectory) {
        replaceWhiteout(made, place);
      } else {
        WorkDirectory.install(made, place);
      }
      installed = true;
      if (entry.parent.upperWhiteouts != null) {
        entry.parent.upperWhiteouts.remove(entry.name);
      }
      return result;
    } finally {
      if (!installed) {
        if (result instanceof Closeable opened) {
          opened.close();
        }
        fs.work().discard(made);
      }
    }
  }

  /** Note: rename(2) puts no directory over a file, and Java cannot exchange two names. */
  private void replaceWhiteout(Path directory, Path place) throws IOException {
    Path whiteout = fs.work().takeAway(place);
    try {
      fs.work().bringHome(directory, place);
    } catch (IOException e) {
      WorkDirectory.install(whiteout, place);
      throw e;
    }
    fs.work().discard(whiteout);
  }

  /** What the parent's set-group-id bit would have done, had the object been made there. */
  private static void inheritGroup(Path made, Path parent, boolean isDirectory) throws IOException {
    Map<String, Object> from = Files.readAttributes(parent, "unix:mode,gid");
    if (((int) from.get("mode") & SET_GROUP_ID) == 0) {
      return;
    }
    boolean isFurtherName =
        !isDirectory && (int) Files.getAttribute(made, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    if (isFurtherName) {
      // link(2) changes nothing in the file.
      return;
    }
    Files.setAttribute(made, "unix:gid", from.get("gid"), LinkOption.NOFOLLOW_LINKS);
    if (isDirectory) {
      int mode = (int) Files.getAttribute(made, "unix:mode");
      Files.setAttribute(made, "unix:mode", (mode & 07777) | SET_GROUP_ID);
    }
  }
}
