package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path upper;
  private final Path temporary;
  private final Object upperKey;
  private final Object workKey;
  private final FileChannel lockFile;
  private final AtomicLong next = new AtomicLong();
  private final Queue<Path> undiscarded = new ConcurrentLinkedQueue<>();
  private final Object removing = new Object();
  private boolean closed;
  private Path sharedWhiteout;

  private WorkDirectory(
      Path upper, Path temporary, Object upperKey, Object workKey, FileChannel lockFile) {
    this.upper = upper;
    this.temporary = temporary;
    this.upperKey = upperKey;
    this.workKey = workKey;
    this.lockFile = lockFile;
  }

  /**
   * Takes the lock, ends what a crash left half-done, wipes leftovers and makes sure that marks can
   * be written.
   */
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
    WorkDirectory opened = null;
    try {
      requireUserAttributes(upper);
      lockFile = lock(work, upper);
      claim(upper, work);
      settle(work, lockFile);
      Path temporary = work.resolve("work");
      wipe(temporary);
      writeUpper(work, upper, lockFile);
      // Nobody else's: a copy has its own mode only when it is whole.
      Files.createDirectory(temporary, PosixFilePermissions.asFileAttribute(OURS_ALONE));
      opened = new WorkDirectory(upper, temporary, upperKey, workKey, lockFile);
      return opened;
    } finally {
      if (opened == null) {
        IN_USE.remove(upperKey);
        IN_USE.remove(workKey);
        if (lockFile != null) {
          lockFile.close();
        }
      }
    }
  }

  void close() throws IOException {
    try (lockFile) {
      synchronized (removing) {
        closed = true;
        wipe(temporary);
      }
    } finally {
      IN_USE.remove(workKey);
      IN_USE.remove(upperKey);
    }
  }

  /** A path in the work directory that no other call gets. */
  Path next() {
    discardAgain();
    return temporary.resolve(number());
  }

  /** The same for an object that goes to that place after a crash, should it be empty then. */
  Path nextFor(Path place) throws IOException {
    discardAgain();
    return Homes.path(temporary, number(), upper.relativize(place));
  }

  private String number() {
    return "#" + next.incrementAndGet();
  }

  /** Renames an object of the upper layer into the work directory, in one step. */
  Path takeAway(Path place) throws IOException {
    return takeAway(place, next());
  }

  /** The same for an object that a crash brings back, unless another has its place by then. */
  Path putAside(Path place) throws IOException {
    return takeAway(place, nextFor(place));
  }

  private Path takeAway(Path place, Path away) throws IOException {
    try {
      install(place, away);
      return away;
    } catch (IOException e) {
      discard(away);
      throw e;
    }
  }

  /** Brings an object with a home there; one rename(2). */
  void bringHome(Path made, Path home) throws IOException {
    install(made, home);
    Path link = Homes.link(made);
    if (link != null) {
      discard(link);
    }
  }

  /**
   * Removes what was not renamed away; what cannot be removed now is later, as the kernel's {@code
   * ovl_cleanup} fails no operation.
   *
   * <p>After {@link #close} nothing is: a copy-up that was under way then may end when the next
   * mount has given its path to another, and that mount has wiped what was left.
   */
  void discard(Path made) {
    synchronized (removing) {
      if (closed) {
        return;
      }
      try {
        wipe(made);
        Path link = Homes.link(made);
        if (link != null) {
          wipe(link);
        }
      } catch (IOException e) {
        undiscarded.add(made);
      }
    }
  }

  /** The same for a directory that holds these names alone, and need not be searched for them. */
  void discard(Path directory, Set<String> names) {
    names.forEach(name -> discard(directory.resolve(name)));
    discard(directory);
  }

  private void discardAgain() {
    Path made = undiscarded.poll();
    if (made != null) {
      discard(made);
    }
  }

  /** Renames what was made into its place, over what may be there; one rename(2). */
  static void install(Path made, Path place) throws IOException {
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Makes a whiteout, ready to be renamed into place: a further link of one that is shared, as
   * {@code ovl_whiteout} has it, or that one itself where there can be no more links.
   */
  synchronized void makeWhiteout(Path made) throws IOException {
    if (sharedWhiteout == null) {
      sharedWhiteout = markedWhiteout();
    }
    try {
      Files.createLink(made, sharedWhiteout);
    } catch (FileSystemException | UnsupportedOperationException noMoreLinks) {
      install(sharedWhiteout, made);
      sharedWhiteout = null;
    }
  }

  private Path markedWhiteout() throws IOException {
    Path fresh = next();
    try {
      Files.createFile(fresh);
      Layers.setWhiteout(fresh);
      return fresh;
    } catch (IOException e) {
      discard(fresh);
      throw e;
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
      settle(other, held);
      view.delete(name);
    }
  }

  /** Ends what its last owner left half-done in the upper directory that it had then. */
  private static void settle(Path work, FileChannel lockFile) throws IOException {
    Path temporary = work.resolve("work");
    if (Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
      String text = read(lockFile);
      Path upper = work.resolve(text);
      if (!text.isEmpty() && Files.isDirectory(upper)) {
        Homes.settle(temporary, upper);
      }
    }
  }

  /**
   * Has the lock file say whose changes the work directory holds.
   *
   * <p>The path is relative: upper and work may be moved, or copied, together.
   */
  private static void writeUpper(Path work, Path upper, FileChannel lockFile) throws IOException {
    String text = work.toRealPath().relativize(upper.toRealPath()).toString();
    if (!read(lockFile).equals(text)) {
      lockFile.truncate(0);
      lockFile.write(StandardCharsets.UTF_8.encode(text), 0);
    }
  }

  private static String read(FileChannel lockFile) throws IOException {
    ByteBuffer text = ByteBuffer.allocate((int) lockFile.size());
    lockFile.read(text, 0);
    return StandardCharsets.UTF_8.decode(text.flip()).toString();
  }

  private static FileChannel lock(Path work, Path upper) throws IOException {
    FileChannel channel =
        FileChannel.open(
            work.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
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

  /** Removes what is there, if anything. */
  static void wipe(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException full) {
      // It may be one that not even its owner may list.
      Files.setPosixFilePermissions(path, OURS_ALONE);
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          wipe(child);
        }
      }
      Files.delete(path);
    }
  }
}
