package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * The provider of scheme {@code union}, found by {@code ServiceLoader}.
 *
 * <p>A URI describes a mount completely: {@code
 * union:/path?lower=…&lower=…&upper=…&work=…&sync=auto}, lowers topmost first, absolute host paths,
 * percent-encoded. {@code FileSystems.newFileSystem(uri, Map.of())} mounts it; {@code Path.of(uri)}
 * finds what this JVM has mounted with that very description.
 */
public final class UnionFileSystemProvider extends FileSystemProvider {
  private final CopyMove copyMove = new CopyMove(this);

  /** For {@code ServiceLoader}; a mount is made by {@link UnionFileSystem#mount}. */
  public UnionFileSystemProvider() {}

  @Override
  public String getScheme() {
    return "union";
  }

  /**
   * Mounts what the URI describes; its path is not looked at.
   *
   * @param env must be empty: the URI says all
   * @throws FileSystemAlreadyExistsException when this JVM has it mounted
   */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
    if (!env.isEmpty()) {
      throw new IllegalArgumentException("a union: URI says all; unknown: " + env.keySet());
    }
    MountPoint mountPoint = MountPoint.of(uri);
    if (Mounts.find(mountPoint) != null) {
      throw new FileSystemAlreadyExistsException(uri.toString());
    }
    return Mounts.mount(mountPoint);
  }

  @Override
  public UnionFileSystem getFileSystem(URI uri) {
    UnionFileSystem fs = Mounts.find(MountPoint.of(uri));
    if (fs == null) {
      throw new FileSystemNotFoundException("not mounted by this JVM: " + uri);
    }
    return fs;
  }

  @Override
  public Path getPath(URI uri) {
    return getFileSystem(uri).getPath(uri.getPath());
  }

  static boolean follows(LinkOption... options) {
    for (LinkOption option : options) {
      if (Objects.requireNonNull(option) == LinkOption.NOFOLLOW_LINKS) {
        return false;
      }
    }
    return true;
  }

  private static UnionPath mine(Path path) {
    if (!(Objects.requireNonNull(path) instanceof UnionPath mine)) {
      throw new ProviderMismatchException();
    }
    mine.getFileSystem().requireOpen();
    return mine;
  }

  /** What is done with a name; done again where the name changed meanwhile. */
  private interface Action {
    void run(Lookup.Found found) throws IOException;
  }

  private static void withName(UnionPath path, Action action) throws IOException {
    while (true) {
      try {
        action.run(path.getFileSystem().lookup().walk(path, false));
        return;
      } catch (Errors.StaleEntryException changed) {
        path.getFileSystem().counters().walksRepeated.increment();
      } catch (IOException e) {
        throw Errors.translated(e, path);
      }
    }
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    UnionPath mine = mine(path);
    return mine.getFileSystem().opener().open(mine, options, attributes);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public AsynchronousFileChannel newAsynchronousFileChannel(
      Path path,
      Set<? extends OpenOption> options,
      ExecutorService executor,
      FileAttribute<?>... attributes)
      throws IOException {
    UnionPath mine = mine(path);
    return UnionAsynchronousFileChannel.open(mine, options, executor, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    UnionPath mine = mine(directory);
    UnionFileSystem fs = mine.getFileSystem();
    try {
      return new UnionDirectoryStream(mine, directory(mine), fs.readdir(), filter);
    } catch (IOException e) {
      throw Errors.translated(e, mine);
    }
  }

  /**
   * The directory at the end of a path, links followed.
   *
   * @throws NotDirectoryException when something else is there or on the way
   */
  Directory directory(UnionPath path) throws IOException {
    Entry entry;
    try {
      entry = path.getFileSystem().lookup().walk(path, true).requireExisting(path);
    } catch (FileSystemException e) {
      throw Errors.isNotDirectory(e) ? new NotDirectoryException(path.toString()) : e;
    }
    if (!entry.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return entry.directory();
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    UnionPath mine = mine(directory);
    withName(
        mine,
        found -> {
          requireAbsent(found, mine);
          mine.getFileSystem().create().directory(found, attributes);
        });
  }

  private static void requireAbsent(Lookup.Found found, Path path) throws IOException {
    if (found.exists()) {
      throw Errors.exists(path);
    }
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    UnionPath mine = mine(link);
    Path unix = mine(target).unix();
    if (attributes.length > 0) {
      throw new UnsupportedOperationException(
          "Initial file attributes not supported when creating symbolic link");
    }
    if (unix.toString().isEmpty()) {
      throw Errors.noSuchFile(mine);
    }
    withName(
        mine,
        found -> {
          requireAbsent(found, mine);
          mine.getFileSystem().create().symbolicLink(found, unix);
        });
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    UnionPath mine = mine(link);
    UnionPath other = mine(existing);
    requireSameFileSystem(mine, other);
    Lookup lookup = mine.getFileSystem().lookup();
    try {
      withName(
          other,
          source -> {
            Entry entry = source.requireExisting(other);
            Lookup.Found found = lookup.walk(mine, false);
            requireAbsent(found, mine);
            if (entry.isDirectory()) {
              throw Errors.of(mine, other, "Operation not permitted");
            }
            mine.getFileSystem().create().link(found, entry);
          });
    } catch (FileSystemException e) {
      throw Errors.translated(e, mine, other);
    }
  }

  private static void requireSameFileSystem(UnionPath one, UnionPath other) throws IOException {
    if (one.getFileSystem() != other.getFileSystem()) {
      throw new Errors.CrossDeviceException(one, other);
    }
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    UnionPath mine = mine(link);
    Path target =
        mine.getFileSystem()
            .attributes()
            .reading(
                mine,
                false,
                (entry, host) -> {
                  if (entry.inode.kind != Inode.Kind.SYMLINK) {
                    throw new NotLinkException(mine.toString());
                  }
                  return entry.inode.target();
                });
    return new UnionPath(mine.getFileSystem(), target);
  }

  @Override
  public void delete(Path path) throws IOException {
    UnionPath mine = mine(path);
    withName(mine, found -> mine.getFileSystem().remove().remove(found, mine));
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    try {
      delete(path);
      return true;
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  /** rename(2). */
  void rename(UnionPath source, UnionPath target) throws IOException {
    requireSameFileSystem(source, target);
    UnionFileSystem fs = source.getFileSystem();
    try {
      withName(
          source,
          from -> fs.rename().rename(from, fs.lookup().walk(target, false), source, target));
    } catch (Errors.CrossDeviceException e) {
      throw e;
    } catch (FileSystemException e) {
      FileSystemException first = Errors.isNameTooLong(e) ? missedFirst(e, source, target) : e;
      throw Errors.translated(first, source, target);
    }
  }

  /**
   * rename(2) finds both parents, then the source's last name, then the target's; what comes before
   * a name that is too long is missed first.
   */
  private static FileSystemException missedFirst(
      FileSystemException failure, UnionPath source, UnionPath target) {
    try {
      requireParent(source);
      requireParent(target);
      if (!source.getFileSystem().lookup().walk(source, false).exists()) {
        return Errors.noSuchFile(source);
      }
    } catch (FileSystemException first) {
      return first;
    } catch (IOException other) {
      return failure;
    }
    return failure;
  }

  private static void requireParent(UnionPath path) throws IOException {
    UnionPath parent = (UnionPath) path.getParent();
    if (parent != null
        && !parent
            .getFileSystem()
            .lookup()
            .walk(parent, true)
            .requireExisting(parent)
            .isDirectory()) {
      throw Errors.notDirectory(parent);
    }
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    copyMove.copy(mine(source), mine(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    copyMove.move(mine(source), mine(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    UnionPath mine = mine(path);
    if (mine.equals(other)) {
      return true;
    }
    if (!(Objects.requireNonNull(other) instanceof UnionPath second)
        || second.getFileSystem() != mine.getFileSystem()) {
      return false;
    }
    Attributes attributes = mine.getFileSystem().attributes();
    Object key = attributes.read(mine, true).fileKey();
    return key.equals(attributes.read(second, true).fileKey());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = mine(path).getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    UnionPath mine = mine(path);
    UnionFileSystem fs = mine.getFileSystem();
    fs.lookup().walk(mine, true).requireExisting(mine);
    return fs.store();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    UnionPath mine = mine(path);
    mine.getFileSystem().attributes().checkAccess(mine, modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    UnionPath mine = mine(path);
    return mine.getFileSystem().attributes().view(mine, type, follows(options));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    UnionPath mine = mine(path);
    if (type != BasicFileAttributes.class && type != PosixFileAttributes.class) {
      throw new UnsupportedOperationException(Objects.requireNonNull(type).getName());
    }
    return type.cast(mine.getFileSystem().attributes().read(mine, follows(options)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    UnionPath mine = mine(path);
    return mine.getFileSystem().attributes().read(mine, attributes, follows(options));
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    UnionPath mine = mine(path);
    mine.getFileSystem().attributes().set(mine, attribute, value, follows(options));
  }
}
