package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code Files.copy} and {@code Files.move} in the steps in which the Unix provider takes them
 * ({@code UnixCopyFile}), so that they fail as they do on a real mount.
 */
final class CopyMove {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR_FILE = 0100000;
  private static final int SYMBOLIC_LINK = 0120000;
  private static final int SPECIAL_BITS = 07000;
  private static final int STICKY = 01000;
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final UnionFileSystemProvider provider;

  CopyMove(UnionFileSystemProvider provider) {
    this.provider = provider;
  }

  private record Flags(boolean replace, boolean atomic, boolean attributes, boolean follow) {
    static Flags ofCopy(CopyOption... options) {
      boolean replace = false;
      boolean attributes = false;
      boolean follow = true;
      for (CopyOption option : options) {
        if (option == StandardCopyOption.REPLACE_EXISTING) {
          replace = true;
        } else if (option == StandardCopyOption.COPY_ATTRIBUTES) {
          attributes = true;
        } else if (option == NOFOLLOW) {
          follow = false;
        } else if (isUnsupported(option)) {
          throw new UnsupportedOperationException("Unsupported option: " + option);
        }
      }
      return new Flags(replace, false, attributes, follow);
    }

    static Flags ofMove(CopyOption... options) {
      boolean replace = false;
      boolean atomic = false;
      for (CopyOption option : options) {
        if (option == StandardCopyOption.REPLACE_EXISTING) {
          replace = true;
        } else if (option == StandardCopyOption.ATOMIC_MOVE) {
          atomic = true;
        } else if (option != NOFOLLOW && isUnsupported(option)) {
          throw new UnsupportedOperationException("Unsupported option: " + option);
        }
      }
      return new Flags(replace, atomic, true, false);
    }

    /** An interruptible copy is the same copy. */
    private static boolean isUnsupported(CopyOption option) {
      return !Objects.requireNonNull(option).toString().equals("INTERRUPTIBLE");
    }
  }

  /**
   * What stat(2) says, read once.
   *
   * <p>Note: Java's owner and group are names, each looked up in the system's data base of users,
   * which cost more than all the rest of a small file's copy.
   *
   * @param mode with the type of the object
   */
  private record Status(
      int mode,
      int user,
      int group,
      long size,
      FileTime modified,
      FileTime accessed,
      Set<PosixFilePermission> permissions,
      Object fileKey) {
    private static final String ATTRIBUTES =
        "unix:mode,uid,gid,size,lastModifiedTime,lastAccessTime,permissions,fileKey";

    @SuppressWarnings("unchecked")
    static Status of(UnionPath path, boolean follow) throws IOException {
      Map<String, Object> found = path.getFileSystem().attributes().read(path, ATTRIBUTES, follow);
      return new Status(
          (int) found.get("mode"),
          (int) found.get("uid"),
          (int) found.get("gid"),
          (long) found.get("size"),
          (FileTime) found.get("lastModifiedTime"),
          (FileTime) found.get("lastAccessTime"),
          (Set<PosixFilePermission>) found.get("permissions"),
          found.get("fileKey"));
    }

    boolean isDirectory() {
      return (mode & TYPE) == DIRECTORY;
    }

    boolean isSymbolicLink() {
      return (mode & TYPE) == SYMBOLIC_LINK;
    }

    boolean isRegularFile() {
      return (mode & TYPE) == REGULAR_FILE;
    }

    /** The set-id and sticky bits, which Java's permissions leave out. */
    int special() {
      return mode & SPECIAL_BITS;
    }
  }

  void copy(UnionPath source, UnionPath target, CopyOption... options) throws IOException {
    Flags flags = Flags.ofCopy(options);
    Status status = Status.of(source, flags.follow);
    if (clearTarget(status, target, flags)) {
      copyTo(source, status, target, flags);
    }
  }

  void move(UnionPath source, UnionPath target, CopyOption... options) throws IOException {
    Flags flags = Flags.ofMove(options);
    if (flags.atomic) {
      try {
        provider.rename(source, target);
      } catch (Errors.CrossDeviceException e) {
        throw new AtomicMoveNotSupportedException(e.getFile(), e.getOtherFile(), e.getReason());
      }
      return;
    }
    Status status = Status.of(source, false);
    if (!clearTarget(status, target, flags)) {
      return;
    }
    try {
      provider.rename(source, target);
    } catch (Errors.CrossDeviceException e) {
      moveByCopy(source, status, target, flags);
    }
  }

  private void moveByCopy(UnionPath source, Status status, UnionPath target, Flags flags)
      throws IOException {
    if (status.isDirectory()) {
      requireEmpty(source);
    }
    copyTo(source, status, target, flags);
    try {
      provider.delete(source);
    } catch (IOException e) {
      provider.deleteIfExists(target);
      throw e;
    }
  }

  private void requireEmpty(UnionPath source) throws IOException {
    if (!source.getFileSystem().readdir().isEmpty(provider.directory(source))) {
      throw new DirectoryNotEmptyException(source.toString());
    }
  }

  /** False where source and target are one file, so that nothing is to do. */
  private boolean clearTarget(Status source, UnionPath target, Flags flags) throws IOException {
    Status there;
    try {
      if (!target.getFileSystem().lookup().walk(target, false).exists()) {
        return true;
      }
      there = Status.of(target, false);
    } catch (IOException absent) {
      // As the Unix provider: what is wrong with the target shows when it is made.
      return true;
    }
    if (source.fileKey.equals(there.fileKey)) {
      return false;
    }
    if (!flags.replace) {
      throw Errors.exists(target);
    }
    provider.delete(target);
    return true;
  }

  private void copyTo(UnionPath source, Status status, UnionPath target, Flags flags)
      throws IOException {
    if (status.isDirectory()) {
      Files.createDirectory(target, PosixFilePermissions.asFileAttribute(status.permissions));
      addSpecialBits(target, status.special() & STICKY);
    } else if (status.isSymbolicLink()) {
      Path pointsTo = Files.readSymbolicLink(source);
      Files.createSymbolicLink(target, pointsTo);
    } else if (status.isRegularFile()) {
      copyData(source, status, target);
      addSpecialBits(target, status.special());
    } else {
      throw Errors.of(source, target, "a special file cannot be made through the union layer");
    }
    if (flags.attributes) {
      boolean done = false;
      try {
        copyAttributes(source, status, target);
        done = true;
      } finally {
        if (!done) {
          provider.deleteIfExists(target);
        }
      }
    }
  }

  /** As mkdir(2) and open(2) make them from a mode, and chmod(2) sets them. */
  private static void addSpecialBits(UnionPath target, int special) throws IOException {
    if (special != 0) {
      int mode = (int) Files.getAttribute(target, "unix:mode", NOFOLLOW);
      Files.setAttribute(target, "unix:mode", (mode & 07777) | special);
    }
  }

  private void copyData(UnionPath source, Status status, UnionPath target) throws IOException {
    boolean done = false;
    try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel to =
            target
                .getFileSystem()
                .opener()
                .openAny(
                    target,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(status.permissions))) {
      try {
        long position = 0;
        long moved;
        do {
          moved = from.transferTo(position, Long.MAX_VALUE - position, to);
          position += moved;
        } while (moved > 0 && position != status.size);
        done = true;
      } finally {
        if (!done) {
          provider.deleteIfExists(target);
        }
      }
    }
  }

  private static void copyAttributes(UnionPath source, Status status, UnionPath target)
      throws IOException {
    if (!status.isSymbolicLink()) {
      copyUserAttributes(source, target);
    }
    Status made = Status.of(target, false);
    if (made.user != status.user) {
      Files.setAttribute(target, "unix:uid", status.user, NOFOLLOW);
    }
    if (made.group != status.group) {
      Files.setAttribute(target, "unix:gid", status.group, NOFOLLOW);
    }
    if (!status.isSymbolicLink()) {
      // After the owner, whose change clears the set-id bits.
      if (made.mode != status.mode || status.special() != 0) {
        Files.setAttribute(target, "unix:mode", status.mode & ~TYPE, NOFOLLOW);
      }
      Files.getFileAttributeView(target, BasicFileAttributeView.class, NOFOLLOW)
          .setTimes(status.modified, status.accessed, null);
    }
  }

  /**
   * As the Unix provider, does what it can: the source may be gone with a link that was replaced.
   */
  private static void copyUserAttributes(UnionPath source, UnionPath target) {
    XattrView from = new XattrView(source.getFileSystem(), source, true);
    XattrView to = new XattrView(target.getFileSystem(), target, true);
    try {
      for (String name : from.list()) {
        ByteBuffer value = ByteBuffer.allocate(from.size(name));
        from.read(name, value);
        to.write(name, value.flip());
      }
    } catch (IOException unreadable) {
      return;
    }
  }
}
