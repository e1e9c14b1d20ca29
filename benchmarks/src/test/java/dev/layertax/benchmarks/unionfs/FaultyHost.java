package dev.layertax.benchmarks.unionfs;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The host's file system, with a fault in the N-th call that changes something: it fails for want
 * of space, or the process dies there and no call after it does anything.
 */
final class FaultyHost extends FileSystemProvider {
  private final FileSystemProvider host = FileSystems.getDefault().provider();
  private final FileSystem fileSystem = new HostFileSystem();
  private int left;
  private int changes;
  private boolean kills;
  private boolean dead;
  private String failed;

  /** The end of the process, which nothing catches. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** Has the N-th change from now fail, once. */
  void failAt(int number) {
    left = number;
    kills = false;
  }

  /** Has the process die in the N-th change from now. */
  void killAt(int number) {
    left = number;
    kills = true;
  }

  /** The call that failed and its path; null while none has. */
  String failed() {
    return failed;
  }

  /** How many changes there were. */
  int changes() {
    return changes;
  }

  boolean isDead() {
    return dead;
  }

  Path path(Path path) {
    return path == null
        ? null
        : (Path)
            Proxy.newProxyInstance(
                FaultyHost.class.getClassLoader(), new Class<?>[] {Path.class}, new Host(path));
  }

  private static Path real(Path path) {
    return (Path) real((Object) path);
  }

  private static Object real(Object object) {
    return object != null
            && Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof Host wrapped
        ? wrapped.path
        : object;
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private final class Host implements InvocationHandler {
    private final Path path;

    Host(Path path) {
      this.path = path;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("getFileSystem")) {
        return fileSystem;
      }
      Object[] real =
          arguments == null ? null : Arrays.stream(arguments).map(FaultyHost::real).toArray();
      Object result = FaultyHost.invoke(path, method, real);
      return result instanceof Path found ? path(found) : result;
    }
  }

  /** Called before each change; true where the process dies in the middle of it. */
  boolean diesIn(String what) throws IOException {
    requireAlive();
    changes++;
    if (--left != 0) {
      return false;
    }
    failed = what;
    dead = kills;
    return true;
  }

  void requireAlive() {
    if (dead) {
      throw new Killed();
    }
  }

  private void change(String what, Path path) throws IOException {
    if (diesIn(what + " " + real(path))) {
      requireAlive();
      throw new FileSystemException(real(path).toString(), null, "No space left on device");
    }
  }

  @Override
  public String getScheme() {
    return "file";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    requireAlive();
    if (options.contains(StandardOpenOption.CREATE)
        || options.contains(StandardOpenOption.CREATE_NEW)
        || options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      change("open", path);
    }
    return new FaultyChannel(this, host.newFileChannel(real(path), options, attributes));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    requireAlive();
    DirectoryStream<Path> real = host.newDirectoryStream(real(directory), path -> true);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> paths = real.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return paths.hasNext();
          }

          @Override
          public Path next() {
            return path(paths.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    change("mkdir", directory);
    host.createDirectory(real(directory), attributes);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    change("symlink", link);
    host.createSymbolicLink(real(link), real(target), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    change("link", link);
    host.createLink(real(link), real(existing));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    requireAlive();
    return host.readSymbolicLink(real(link));
  }

  @Override
  public void delete(Path path) throws IOException {
    change("delete", path);
    host.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    if (diesIn("copy " + real(target))) {
      // It consists of several calls: the first is done.
      if (Files.isDirectory(real(source), LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(real(target));
      }
      requireAlive();
      Files.deleteIfExists(real(target));
      throw new FileSystemException(real(target).toString(), null, "No space left on device");
    }
    host.copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    change("rename", target);
    host.move(real(source), real(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    requireAlive();
    return host.isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return host.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    requireAlive();
    return host.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    requireAlive();
    host.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = host.getFileAttributeView(real(path), type, options);
    InvocationHandler counting =
        (proxy, method, arguments) -> {
          requireAlive();
          String name = method.getName();
          if (name.startsWith("set") || name.equals("write") || name.equals("delete")) {
            change(name, path);
          }
          return invoke(view, method, arguments);
        };
    return view == null
        ? null
        : type.cast(
            Proxy.newProxyInstance(
                FaultyHost.class.getClassLoader(), new Class<?>[] {type}, counting));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    requireAlive();
    return host.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    requireAlive();
    return host.readAttributes(real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    change("setAttribute", path);
    host.setAttribute(real(path), attribute, value, options);
  }

  private final class HostFileSystem extends FileSystem {
    private final FileSystem real = FileSystems.getDefault();

    @Override
    public FileSystemProvider provider() {
      return FaultyHost.this;
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return path(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
      return real.getPathMatcher(syntaxAndPattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return real.newWatchService();
    }
  }
}
