package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The work directory: where objects are made before they are renamed into the upper layer, and the
 * lock by which one process owns the upper while it is mounted.
 *
 * <p>As the kernel, it works in a directory {@code work} of its own inside, and wipes only that.
 */
final class WorkDirectory {
  /**
   * Begins the names of the upper's attributes that say which work directories it was used with.
   */
  private static final String OWNER = Layers.PRIVATE + "layertax.work.";

  /** Real directories in use by this JVM: a POSIX lock does not keep out its own process. */
  private static final Set<Object> IN_USE = ConcurrentHashMap.newKeySet();

  private final Path temporary;
  private final Object upperKey;
  private final Object workKey;
  private final FileChannel lockFile;
  private final AtomicLong next = new AtomicLong();
  private Path sharedWhiteout;

  private WorkDirectory(Path temporary, Object upperKey, Object workKey, FileChannel lockFile) {
    this.temporary = temporary;
    this.upperKey = upperKey;
    this.workKey = workKey;
    this.lockFile = lockFile;
  }

  /** Takes the lock, wipes leftovers and makes sure that marks can be written. */
  static synchronized WorkDirectory open(Path work, Path upper) throws IOException {
    Object upperKey = key(upper);
    Object workKey = key(work);
    if (!IN_USE.add(upperKey)) {
      throw inUse(upper, "this process");
    }
    if (!IN_USE.add(workKey)) {
      IN_USE.remove(upperKey);
      throw inUse(work, "this process");
    }
    FileChannel lockFile = null;
    try {
      requireUserAttributes(upper);
      lockFile = lock(work, upper);
      claim(upper, work);
      Path temporary = work.resolve("work");
      wipe(temporary);
      // Nobody else's: a copy has its own mode only when it is whole.
      Files.createDirectory(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new WorkDirectory(temporary, upperKey, workKey, lockFile);
    } catch (IOException | RuntimeException e) {
      IN_USE.remove(upperKey);
      IN_USE.remove(workKey);
      if (lockFile != null) {
        lockFile.close();
      }
      throw e;
    }
  }

  void close() throws IOException {
    try (lockFile) {
      wipe(temporary);
    } finally {
      IN_USE.remove(workKey);
      IN_USE.remove(upperKey);
    }
  }

  /** A path in the work directory that no other call gets. */
  Path next() {
    return temporary.resolve("#" + next.incrementAndGet());
  }

  /** Renames an object of the upper layer into the work directory, in one step. */
  Path takeAway(Path place) throws IOException {
    Path away = next();
    install(place, away);
    return away;
  }

  /** Removes what was not renamed away. */
  void discard(Path made) throws IOException {
    wipe(made);
  }

  /** Renames what was made into its place, over what may be there; one rename(2). */
  static void install(Path made, Path place) throws IOException {
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A whiteout, ready to be renamed into place: a further link of one that is shared, as {@code
   * ovl_whiteout} has it, or a file of its own where the file system allows no more links.
   */
  synchronized Path whiteout() throws IOException {
    Path made = next();
    if (sharedWhiteout != null) {
      try {
        return Files.createLink(made, sharedWhiteout);
      } catch (FileSystemException tooManyLinks) {
        sharedWhiteout = null;
      }
    }
    Path fresh = next();
    Files.createFile(fresh);
    Layers.setWhiteout(fresh);
    sharedWhiteout = fresh;
    try {
      return Files.createLink(made, fresh);
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      sharedWhiteout = null;
      return fresh;
    }
  }

  private static Object key(Path directory) throws IOException {
    return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
  }

  private static void requireUserAttributes(Path upper) throws IOException {
    String probe = Layers.PRIVATE + "layertax.probe";
    try {
      Layers.write(upper, probe, "1");
      Layers.xattrs(upper).delete(probe);
    } catch (IOException | RuntimeException e) {
      FileSystemException refused =
          new FileSystemException(
              upper.toString(),
              null,
              "the upper layer keeps its marks in user extended attributes, which this directory's "
                  + "file system does not take ("
                  + e.getMessage()
                  + "); put it on ext4, xfs or btrfs");
      refused.initCause(e);
      throw refused;
    }
  }

  /**
   * Says in the upper which work directory it is used with, then looks for others: of two processes
   * that mount it at once, each with a work directory of its own, at least one sees the other.
   */
  private static void claim(Path upper, Path work) throws IOException {
    String mine = OWNER + UUID.nameUUIDFromBytes(work.toString().getBytes(StandardCharsets.UTF_8));
    Layers.write(upper, mine, work.toString());
    UserDefinedFileAttributeView view = Layers.xattrs(upper);
    for (String name : view.list()) {
      if (name.startsWith(OWNER) && !name.equals(mine)) {
        forget(name, view, upper);
      }
    }
  }

  /** Removes what a mount of before left, unless its process still holds the lock. */
  private static void forget(String name, UserDefinedFileAttributeView view, Path upper)
      throws IOException {
    Path other = Path.of(Layers.read(view, name));
    // A work directory in use by this process is in use for another upper by now; and closing its
    // lock file once more would release the lock.
    if (!Files.isRegularFile(other.resolve("lock")) || IN_USE.contains(key(other))) {
      view.delete(name);
      return;
    }
    FileChannel held = lock(other, upper);
    try (held) {
      view.delete(name);
    }
  }

  private static FileChannel lock(Path work, Path upper) throws IOException {
    FileChannel channel =
        FileChannel.open(
            work.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw inUse(upper, "another process");
    }
    return channel;
  }

  private static FileSystemException inUse(Path directory, String by) {
    return new FileSystemException(
        directory.toString(), null, "already mounted by " + by + "; close that file system first");
  }

  private static void wipe(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          wipe(child);
        }
      }
    }
    Files.delete(path);
  }
}
