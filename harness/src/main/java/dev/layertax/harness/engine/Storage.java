package dev.layertax.harness.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A directory of our own, made under the one given, that holds everything an engine writes.
 *
 * <p>It is made at its first use and marked before anything else is put in; the mark is locked as
 * long as this process lives, and a register in the user's state directory names it, so that a
 * later {@link StorageSweep} finds what a killed run left and can tell it from one in use.
 */
public final class Storage implements AutoCloseable {

  static final String PREFIX = "layertax-";
  static final String MARKER = ".layertax-storage";
  static final String MARKER_TEXT = "Layertax storage, safe to remove when no run uses it\n";

  /**
   * Markers locked by this process. A lock of a file belongs to the process, and closing any
   * channel on the file gives it up, so a sweep in this process must not open these.
   */
  static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final long SYNC_SECONDS = 120;

  private final Path root;
  private final StorageRegister register;
  private FileChannel marker;

  private Storage(Path root, StorageRegister register) {
    this.root = root;
    this.register = register;
  }

  /**
   * Storage that will be made under the parent, which is made too when it is absent.
   *
   * @param id of the run it serves; a random suffix keeps a resumed run off what the killed one
   *     left
   */
  public static Storage under(Path parent, String id, StorageRegister register) {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    return new Storage(
        parent.toAbsolutePath().normalize().resolve(PREFIX + id + "-" + suffix), register);
  }

  /** Where it is or will be. */
  public Path root() {
    return root;
  }

  /**
   * Storage of the same name and register under another parent.
   *
   * @param suffix tells several siblings there apart
   */
  public Storage sibling(Path parent, String suffix) {
    return new Storage(
        parent.toAbsolutePath().normalize().resolve(root.getFileName() + "-" + suffix), register);
  }

  /**
   * A directory in it, made when it is absent.
   *
   * @throws IOException when the storage cannot be made, or is not ours
   */
  public Path directory(String first, String... more) throws IOException {
    make();
    return Files.createDirectories(root.resolve(Path.of(first, more)));
  }

  /** Writes back everything dirty on its file system. */
  public void sync() throws IOException {
    if (marker == null) {
      return;
    }
    if (!syncFileSystemOf(root)) {
      StorageTree.syncFiles(root);
    }
  }

  /**
   * Has the system write back the file system of a path; false when it cannot. Java has no call for
   * it.
   *
   * @throws IOException when it does not come to an end
   */
  public static boolean syncFileSystemOf(Path path) throws IOException {
    try {
      Process sync =
          new ProcessBuilder("sync", "-f", path.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (sync.waitFor(SYNC_SECONDS, TimeUnit.SECONDS)) {
        return sync.exitValue() == 0;
      }
      sync.destroyForcibly();
      throw new IOException(
          "writing back "
              + path
              + " did not end within "
              + SYNC_SECONDS
              + " s; the disk is overloaded or stuck");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing back " + path, e);
    } catch (IOException e) {
      if (e.getMessage() != null && e.getMessage().startsWith("Cannot run program")) {
        return false;
      }
      throw e;
    }
  }

  private void make() throws IOException {
    if (marker != null) {
      return;
    }
    Files.createDirectories(root.getParent());
    register.add(root);
    Files.createDirectory(root);
    Path file = root.resolve(MARKER);
    try {
      marker = mark(file);
    } catch (IOException e) {
      // A full disk takes the directory but not the mark; unmarked, no sweep would dare.
      HELD.remove(file);
      Files.deleteIfExists(file);
      Files.delete(root);
      register.remove(root);
      throw e;
    }
  }

  private static FileChannel mark(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      HELD.add(file);
      channel.lock();
      channel.write(ByteBuffer.wrap(MARKER_TEXT.getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    if (marker == null) {
      return;
    }
    StorageTree.removeMarked(root);
    marker.close();
    marker = null;
    HELD.remove(root.resolve(MARKER));
    register.remove(root);
  }
}
