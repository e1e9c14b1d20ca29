package dev.layertax.benchmarks.unionfs;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A copy-on-write union of real directories, with the semantics of Linux's overlayfs as Docker
 * mounts it ({@code index=off}, no {@code metacopy}, no {@code redirect_dir}).
 *
 * <h2>Design</h2>
 *
 * A path is walked name by name ({@link Lookup}) through {@link Entry entries}, each a name in a
 * {@link Directory} with the {@link Inode} it stands for, or with none where the name is known to
 * be absent. Entries stay, as the kernel's dentries do, so that a name costs the layers one search
 * and then none, however many layers there are. An inode says where its object is: in a lower
 * layer, or in the upper one. All I/O then goes to that real file through the default provider.
 *
 * <p>One class per operation does the rest: {@link Open}, {@link Create}, {@link CopyUp}, {@link
 * Remove}, {@link Rename}, {@link Readdir}. They speak of entries and work as the system calls do;
 * {@link CopyMove} makes of them what {@code Files.copy} and {@code Files.move} do on Unix.
 *
 * <h2>Locks, in the order they are taken</h2>
 *
 * <ol>
 *   <li>an inode's monitor, while it is copied up;
 *   <li>one lock for renames between directories;
 *   <li>the tree, shared by what changes a name, alone by what moves a directory;
 *   <li>a directory's {@code names}, ancestors first;
 *   <li>an inode's {@code writing}, by every write.
 * </ol>
 *
 * Lookups of known names, opening a known file and reading attributes take none of them: they look
 * afterwards whether the name still stands for the same thing, and begin again if not.
 */
public final class UnionFileSystem extends FileSystem {
  private final MountPoint mountPoint;
  private final WorkDirectory work;
  private final Directory root;
  private final UnionPath rootPath;
  private final ReadWriteLock tree;
  private final UnionFileStore store;
  private final Counters counters = new Counters();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final Lookup lookup = new Lookup(this);
  private final CopyUp copyUp = new CopyUp(this);
  private final Whiteouts whiteouts = new Whiteouts(this);
  private final Readdir readdir = new Readdir();
  private final Create create = new Create(this);
  private final Remove remove = new Remove(this);
  private final Rename rename = new Rename(this);
  private final Open opener = new Open(this);
  private final Attributes attributes = new Attributes(this);
  private final RealPaths realPaths = new RealPaths(this);
  private volatile long moves;
  private volatile boolean closed;

  UnionFileSystem(MountPoint mountPoint, WorkDirectory work, Directory root) throws IOException {
    this.mountPoint = mountPoint;
    this.work = work;
    this.root = root;
    this.tree = root.tree;
    this.rootPath = new UnionPath(this, Path.of("/"));
    this.store = new UnionFileStore(counters, Files.getFileStore(mountPoint.upper()));
  }

  /**
   * Mounts with {@link UnionOptions#defaults()}.
   *
   * @see #mount(List, Path, Path, UnionOptions)
   */
  public static FileSystem mount(List<Path> lowers, Path upper, Path work) throws IOException {
    return mount(lowers, upper, work, UnionOptions.defaults());
  }

  /**
   * Mounts a union of directories; closing the file system unmounts it.
   *
   * @param lowers existing directories, topmost first, 1 to 500; never written to
   * @param upper an existing directory that takes all changes, owned by this process until closed
   * @param work an existing directory on the upper's file system, for this mount alone
   * @throws java.nio.file.FileSystemException when a directory is missing, is in use by another
   *     mount or cannot carry the layer's marks
   * @throws IllegalArgumentException when there are no lowers or too many, or upper or work lies in
   *     another directory or around it
   */
  public static FileSystem mount(List<Path> lowers, Path upper, Path work, UnionOptions options)
      throws IOException {
    return Mounts.mount(new MountPoint(lowers, upper, work, options));
  }

  /**
   * The URI of a path in a mount that need not exist yet; {@code FileSystems.newFileSystem} mounts
   * it.
   *
   * @param path inside the union, absolute
   */
  public static URI uri(
      List<Path> lowers, Path upper, Path work, UnionOptions options, String path) {
    return new MountPoint(lowers, upper, work, options).uri(path);
  }

  Directory root() {
    return root;
  }

  Counters counters() {
    return counters;
  }

  WorkDirectory work() {
    return work;
  }

  UnionOptions options() {
    return mountPoint.options();
  }

  /** The directory of the host that takes all changes. */
  public Path upper() {
    return mountPoint.upper();
  }

  MountPoint mountPoint() {
    return mountPoint;
  }

  UnionPath rootPath() {
    return rootPath;
  }

  UnionFileStore store() {
    return store;
  }

  ReadWriteLock tree() {
    return tree;
  }

  Lookup lookup() {
    return lookup;
  }

  CopyUp copyUp() {
    return copyUp;
  }

  Whiteouts whiteouts() {
    return whiteouts;
  }

  Readdir readdir() {
    return readdir;
  }

  Create create() {
    return create;
  }

  Remove remove() {
    return remove;
  }

  Rename rename() {
    return rename;
  }

  Open opener() {
    return opener;
  }

  Attributes attributes() {
    return attributes;
  }

  RealPaths realPaths() {
    return realPaths;
  }

  /** How often a directory has begun or ended to move; odd while one does. */
  long moves() {
    return moves;
  }

  /** Called with the tree's write lock held, before and after a directory moves. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only under the write lock
  void countMove() {
    moves++;
  }

  /** Whether what a walk found can no longer be trusted. */
  boolean isStale(Lookup.Found found) {
    return found.moves() != moves || !found.entry().isCurrent();
  }

  /**
   * Called before a change, with the tree's lock held.
   *
   * @throws Errors.StaleEntryException when the name has changed since it was looked up
   * @throws ClosedFileSystemException when the file system was closed since
   */
  void requireCurrent(Entry entry) throws IOException {
    requireOpen();
    if (!entry.isCurrent()) {
      throw new Errors.StaleEntryException();
    }
  }

  void opened(Closeable channel) {
    open.add(channel);
    if (closed) {
      open.remove(channel);
      throw new ClosedFileSystemException();
    }
  }

  void closed(Closeable channel) {
    open.remove(channel);
  }

  void requireOpen() {
    if (closed) {
      throw new ClosedFileSystemException();
    }
  }

  @Override
  public FileSystemProvider provider() {
    return Mounts.provider();
  }

  /** Unmounts: closes what is open in it and gives the upper directory free. */
  @Override
  public void close() throws IOException {
    // Changes under way end first, and none begins after: the upper may be another's then.
    tree.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      tree.writeLock().unlock();
    }
    IOException failure = null;
    for (Closeable channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        failure = Errors.both(failure, e);
      }
    }
    try {
      Mounts.unmounted(this);
    } catch (IOException e) {
      failure = Errors.both(failure, e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(rootPath);
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(store);
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Attributes.VIEWS;
  }

  @Override
  public Path getPath(String first, String... more) {
    return new UnionPath(this, Path.of(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> path instanceof UnionPath mine && matcher.matches(mine.unix());
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return FileSystems.getDefault().getUserPrincipalLookupService();
  }

  /**
   * Never.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("a union layer cannot be watched");
  }

  @Override
  public String toString() {
    return Objects.toString(mountPoint.uri("/"));
  }
}
