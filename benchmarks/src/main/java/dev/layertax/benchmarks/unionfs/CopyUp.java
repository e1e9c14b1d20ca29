package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;

/**
 * Brings an object and its parents into the upper layer: overlayfs's {@code copy_up.c}.
 *
 * <p>A copy is made in the work directory and renamed into place, so that nobody ever sees half of
 * one. No lock of a directory is held while data is copied.
 */
final class CopyUp {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final UnionFileSystem fs;
  private final CopyData data = new CopyData();

  /** Mode and owners of a file just made in the work directory: of one as of all others. */
  private volatile Map<String, Object> asMade;

  CopyUp(UnionFileSystem fs) {
    this.fs = fs;
  }

  /** Has the object in the upper layer when it returns, with its data. */
  void ensure(Entry entry) throws IOException {
    ensure(entry, true);
  }

  /**
   * Has the object in the upper layer when it returns.
   *
   * @param withData false where the caller truncates the file at once
   * @throws Errors.StaleEntryException when the name was removed or replaced meanwhile
   * @throws FileSystemException when it is a special file: a pipe, a socket or a device
   */
  void ensure(Entry entry, boolean withData) throws IOException {
    Inode inode = entry.inode;
    if (inode.upper) {
      return;
    }
    if (inode.kind == Inode.Kind.OTHER) {
      // Files.copy would read it: a pipe that nobody writes to, or a device without an end.
      throw Errors.of(inode.lower, "a special file cannot be copied up: Java has no mknod(2)");
    }
    ensureDirectory(entry.parent);
    synchronized (inode) {
      if (!inode.upper) {
        copy(entry, withData);
      }
    }
  }

  void ensureDirectory(Directory directory) throws IOException {
    if (!directory.upper) {
      ensure(directory.entry, true);
    }
  }

  private void copy(Entry entry, boolean withData) throws IOException {
    Inode inode = entry.inode;
    Path made = fs.work().next();
    boolean installed = false;
    try {
      long copied = 0;
      if (inode.kind == Inode.Kind.FILE) {
        copied = copyFile(inode, made, withData);
      } else {
        copyDirectoryOrLink(inode, made);
      }
      install(entry, made);
      installed = true;
      count(inode, copied);
    } catch (FileSystemException | ClosedChannelException | Errors.StaleEntryException e) {
      throw e;
    } catch (IOException nameless) {
      // A channel knows no path (a full disk); open(2) and chmod(2) do.
      FileSystemException named =
          new FileSystemException(inode.lower.toString(), null, nameless.getMessage());
      named.initCause(nameless);
      throw named;
    } finally {
      if (!installed) {
        fs.work().discard(made);
      }
    }
  }

  private void count(Inode inode, long copied) {
    Counters counters = fs.counters();
    if (inode.kind == Inode.Kind.DIRECTORY) {
      counters.directoriesCopiedUp.increment();
    } else {
      counters.filesCopiedUp.increment();
      counters.bytesCopiedUp.add(copied);
    }
  }

  private long copyFile(Inode inode, Path made, boolean withData) throws IOException {
    Map<String, Object> lower =
        Files.readAttributes(
            inode.lower, "unix:mode,uid,gid,nlink,size,lastModifiedTime", NOFOLLOW);
    long size = withData ? (long) lower.get("size") : 0;
    try (FileChannel to =
        FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (size > 0) {
        try (FileChannel from = FileChannel.open(inode.lower, StandardOpenOption.READ)) {
          data.copy(from, to, size);
        }
      }
      copyAttributes(inode, made, lower);
      if (shouldSync(size > 0)) {
        to.force(true);
        fs.counters().copyUpSyncs.increment();
      }
    }
    if ((int) lower.get("nlink") > 1) {
      // The link breaks, so the copy is a file of its own (overlayfs.rst, "Index").
      inode.originKey = null;
    }
    return size;
  }

  private void copyAttributes(Inode inode, Path made, Map<String, Object> lower)
      throws IOException {
    copyUserAttributes(inode.lower, made);
    Map<String, Object> own = asMade;
    if (own == null) {
      own = Files.readAttributes(made, "unix:mode,uid,gid", NOFOLLOW);
      asMade = own;
    }
    for (String name : new String[] {"uid", "gid", "mode"}) {
      // The mode last: a change of owner clears its set-id bits.
      if (!own.get(name).equals(lower.get(name))) {
        int value = (int) lower.get(name);
        Files.setAttribute(made, "unix:" + name, name.equals("mode") ? value & 07777 : value);
      }
    }
    setTimes(made, (FileTime) lower.get("lastModifiedTime"), inode.lowerAccessTime);
  }

  private static void copyUserAttributes(Path lower, Path made) throws IOException {
    UserDefinedFileAttributeView from = Layers.xattrs(lower);
    if (from == null || from.list().isEmpty()) {
      return;
    }
    UserDefinedFileAttributeView to = Layers.xattrs(made);
    for (String name : from.list()) {
      if (!XattrView.isPrivate(name)) {
        ByteBuffer value = ByteBuffer.allocate(from.size(name));
        from.read(name, value);
        to.write(name, value.flip());
      }
    }
  }

  /** The JDK copies all they are in one go, but the times of a link. */
  private void copyDirectoryOrLink(Inode inode, Path made) throws IOException {
    Files.copy(inode.lower, made, StandardCopyOption.COPY_ATTRIBUTES, NOFOLLOW);
    FileTime modified = Files.getLastModifiedTime(inode.lower, NOFOLLOW);
    if (inode.kind == Inode.Kind.SYMLINK) {
      Files.getFileAttributeView(made, BasicFileAttributeView.class, NOFOLLOW)
          .setTimes(modified, inode.lowerAccessTime, null);
      return;
    }
    UserDefinedFileAttributeView view = Layers.xattrs(made);
    for (String name : view.list()) {
      if (XattrView.isPrivate(name)) {
        view.delete(name);
      }
    }
    setTimes(made, modified, inode.lowerAccessTime);
    syncDirectory(made, shouldSync(false));
  }

  private boolean shouldSync(boolean hasData) {
    return switch (fs.options().sync()) {
      case AUTO -> hasData;
      case STRICT -> true;
      case VOLATILE -> false;
    };
  }

  private void syncDirectory(Path directory, boolean sync) throws IOException {
    if (sync) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
      fs.counters().copyUpSyncs.increment();
    }
  }

  private void install(Entry entry, Path made) throws IOException {
    Directory parent = entry.parent;
    fs.tree().readLock().lock();
    parent.names.lock();
    try {
      fs.requireCurrent(entry);
      Path upperParent = parent.entry.upperPath();
      BasicFileAttributes before =
          Files.readAttributes(upperParent, BasicFileAttributes.class, NOFOLLOW);
      Path place = entry.upperPath();
      WorkDirectory.install(made, place);
      if (entry.inode instanceof Directory directory) {
        directory.upperIsEmpty();
        directory.upper = true;
      }
      entry.inode.becomeUpper(place);
      restoreTimes(upperParent, before);
      syncDirectory(upperParent, shouldSync(false));
    } finally {
      parent.names.unlock();
      fs.tree().readLock().unlock();
    }
  }

  /** As the kernel does: the copy is in place, so a failure is none of the caller's. */
  private static void restoreTimes(Path directory, BasicFileAttributes before) {
    try {
      setTimes(directory, before.lastModifiedTime(), before.lastAccessTime());
    } catch (IOException timesStayNew) {
      return;
    }
  }

  /** Of a file or a directory, never of a link: to be told not to follow one costs a statx(2). */
  private static void setTimes(Path path, FileTime modified, FileTime accessed) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class)
        .setTimes(modified, accessed, null);
  }
}
