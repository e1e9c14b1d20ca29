package dev.layertax.harness.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Walks over our own directories; a symbolic link is an entry to remove, never a way to follow. */
public final class StorageTree {

  private StorageTree() {}

  /**
   * Removes a directory that an engine made within its storage; an absent one is fine.
   *
   * @return bytes in the regular files removed
   */
  public static long remove(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    Remover remover = new Remover(null);
    Files.walkFileTree(directory, remover);
    return remover.bytes;
  }

  /** Removes a storage's root; its marker last, so that a kill on the way leaves it marked. */
  static long removeMarked(Path root) throws IOException {
    Remover remover = new Remover(root);
    Files.walkFileTree(root, remover);
    Files.deleteIfExists(root.resolve(Storage.MARKER));
    Files.delete(root);
    return remover.bytes;
  }

  /** Writes back each regular file, where the file system as a whole cannot be. */
  static void syncFiles(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && !file.endsWith(Storage.MARKER)) {
              try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    private static final Set<PosixFilePermission> OPEN =
        PosixFilePermissions.fromString("rwx------");

    private final Path kept;
    private long bytes;

    private Remover(Path kept) {
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (kept == null || !file.equals(kept.resolve(Storage.MARKER))) {
        Files.delete(file);
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      if (e instanceof AccessDeniedException
          && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        return removeClosed(file, e);
      }
      throw e;
    }

    /** overlayfs's work directory has mode 0, which keeps out its owner. */
    private FileVisitResult removeClosed(Path directory, IOException e) throws IOException {
      if (Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS).containsAll(OPEN)) {
        throw e;
      }
      Files.setPosixFilePermissions(directory, OPEN);
      Files.walkFileTree(directory, this);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
      if (e != null) {
        throw e;
      }
      if (!directory.equals(kept)) {
        Files.delete(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
