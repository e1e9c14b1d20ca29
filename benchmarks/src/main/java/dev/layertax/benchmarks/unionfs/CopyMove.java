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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code Files.copy} and {@code Files.move} in the steps in which the Unix provider takes them
 * ({@code UnixCopyFile}), so that they fail as they do on a real mount.
 */
final class CopyMove {
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
   * What stat(2) says in numbers.
   *
   * <p>Note: Java's owner and group are names, each looked up in the system's data base of users,
   * which cost more than all the rest of a small file's copy.
   *
   * @param special the set-id and sticky bits, which Java's permissions leave out
   */
  private record Numbers(int special, int user, int group) {
    static Numbers of(UnionPath path, Flags flags) throws IOException {
      return of(path, flags.follow ? new LinkOption[0] : new LinkOption[] {NOFOLLOW});
    }

    static Numbers of(UnionPath path, LinkOption... options) throws IOException {
      Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,gid", options);
      return new Numbers(
          (int) found.get("mode") & SPECIAL_BITS, (int) found.get("uid"), (int) found.get("gid"));
    }
  }

  void copy(UnionPath source, UnionPath target, CopyOption... options) throws IOException {
    Flags flags = Flags.ofCopy(options);
    PosixFileAttributes attributes = attributes(source, flags.follow);
    Numbers numbers = Numbers.of(source, flags);
    if (clearTarget(attributes, target, flags)) {
      copyTo(source, attributes, numbers, target, flags);
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
    PosixFileAttributes attributes = attributes(source, false);
    if (!clearTarget(attributes, target, flags)) {
      return;
    }
    try {
      provider.rename(source, target);
    } catch (Errors.CrossDeviceException e) {
      moveByCopy(source, attributes, target, flags);
    }
  }

  private void moveByCopy(
      UnionPath source, PosixFileAttributes attributes, UnionPath target, Flags flags)
      throws IOException {
    if (attributes.isDirectory()) {
      requireEmpty(source);
    }
    copyTo(source, attributes, Numbers.of(source, flags), target, flags);
    try {
      provider.delete(source);
    } catch (IOException e) {
      provider.deleteIfExists(target);
      throw e;
    }
  }

  private void requireEmpty(UnionPath source) throws IOException {
    if (!source.getFileSystem().readdir().names(provider.directory(source)).isEmpty()) {
      throw new DirectoryNotEmptyException(source.toString());
    }
  }

  /** False where source and target are one file, so that nothing is to do. */
  private boolean clearTarget(PosixFileAttributes source, UnionPath target, Flags flags)
      throws IOException {
    PosixFileAttributes there;
    try {
      there = attributes(target, false);
    } catch (IOException absent) {
      // As the Unix provider: what is wrong with the target shows when it is made.
      return true;
    }
    if (source.fileKey().equals(there.fileKey())) {
      return false;
    }
    if (!flags.replace) {
      throw Errors.exists(target);
    }
    provider.delete(target);
    return true;
  }

  private PosixFileAttributes attributes(UnionPath path, boolean follow) throws IOException {
    return path.getFileSystem().attributes().read(path, follow);
  }

  private void copyTo(
      UnionPath source,
      PosixFileAttributes attributes,
      Numbers numbers,
      UnionPath target,
      Flags flags)
      throws IOException {
    if (attributes.isDirectory()) {
      Files.createDirectory(target, PosixFilePermissions.asFileAttribute(attributes.permissions()));
      addSpecialBits(target, numbers.special & STICKY);
    } else if (attributes.isSymbolicLink()) {
      Path pointsTo = Files.readSymbolicLink(source);
      Files.createSymbolicLink(target, pointsTo);
    } else if (attributes.isRegularFile()) {
      copyData(source, attributes, target);
      addSpecialBits(target, numbers.special);
    } else {
      throw Errors.of(source, target, "a special file cannot be made through the union layer");
    }
    if (flags.attributes) {
      boolean done = false;
      try {
        copyAttributes(source, attributes, numbers, target);
        addSpecialBits(target, attributes.isSymbolicLink() ? 0 : numbers.special);
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

  private void copyData(UnionPath source, PosixFileAttributes attributes, UnionPath target)
      throws IOException {
    boolean done = false;
    try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel to =
            target
                .getFileSystem()
                .opener()
                .openAny(
                    target,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(attributes.permissions()))) {
      try {
        long position = 0;
        long moved;
        while ((moved = from.transferTo(position, Long.MAX_VALUE - position, to)) > 0) {
          position += moved;
        }
        done = true;
      } finally {
        if (!done) {
          provider.deleteIfExists(target);
        }
      }
    }
  }

  private static void copyAttributes(
      UnionPath source, PosixFileAttributes attributes, Numbers numbers, UnionPath target)
      throws IOException {
    if (!attributes.isSymbolicLink()) {
      copyUserAttributes(source, target);
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(target, PosixFileAttributeView.class, NOFOLLOW);
    Numbers made = Numbers.of(target, NOFOLLOW);
    if (made.user != numbers.user) {
      Files.setAttribute(target, "unix:uid", numbers.user, NOFOLLOW);
    }
    if (made.group != numbers.group) {
      Files.setAttribute(target, "unix:gid", numbers.group, NOFOLLOW);
    }
    if (!attributes.isSymbolicLink()) {
      view.setPermissions(attributes.permissions());
      Files.getFileAttributeView(target, BasicFileAttributeView.class, NOFOLLOW)
          .setTimes(attributes.lastModifiedTime(), attributes.lastAccessTime(), null);
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
