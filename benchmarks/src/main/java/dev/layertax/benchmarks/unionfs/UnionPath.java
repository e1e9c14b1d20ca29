package dev.layertax.benchmarks.unionfs;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;

/**
 * A path inside a union layer. Its names and all that is done with names alone are those of the
 * default provider's path it holds; only the file system is another.
 *
 * <p>Note: an algebra of its own would have to repeat the Unix provider's rules, and its bytes for
 * names that are not text.
 */
final class UnionPath implements Path {
  private final UnionFileSystem fs;
  private final Path unix;
  private String[] names;

  UnionPath(UnionFileSystem fs, Path unix) {
    this.fs = fs;
    this.unix = unix;
  }

  /** The same path in the default provider. */
  Path unix() {
    return unix;
  }

  /** The names from the root on; shared, not to be changed. */
  String[] names() {
    String[] known = names;
    if (known == null) {
      known = Lookup.namesOf(unix);
      names = known;
    }
    return known;
  }

  /**
   * A name in the directory this is.
   *
   * @param name of the default provider
   */
  UnionPath child(Path name) {
    return new UnionPath(fs, unix.resolve(name));
  }

  private UnionPath of(Path path) {
    return path == null ? null : new UnionPath(fs, path);
  }

  private Path mine(Path other) {
    Objects.requireNonNull(other);
    if (other instanceof UnionPath path) {
      return path.unix;
    }
    throw new ProviderMismatchException();
  }

  private boolean sameFileSystem(Path other) {
    return Objects.requireNonNull(other) instanceof UnionPath path && path.fs == fs;
  }

  @Override
  public UnionFileSystem getFileSystem() {
    return fs;
  }

  @Override
  public boolean isAbsolute() {
    return unix.isAbsolute();
  }

  @Override
  public Path getRoot() {
    return of(unix.getRoot());
  }

  @Override
  public Path getFileName() {
    return of(unix.getFileName());
  }

  @Override
  public Path getParent() {
    return of(unix.getParent());
  }

  @Override
  public int getNameCount() {
    return unix.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return of(unix.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return of(unix.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return sameFileSystem(other) && unix.startsWith(mine(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return sameFileSystem(other) && unix.endsWith(mine(other));
  }

  @Override
  public Path normalize() {
    return of(unix.normalize());
  }

  @Override
  public Path resolve(Path other) {
    Path resolved = unix.resolve(mine(other));
    return resolved == ((UnionPath) other).unix ? other : of(resolved);
  }

  @Override
  public Path resolve(String other) {
    return of(unix.resolve(other));
  }

  @Override
  public Path resolveSibling(Path other) {
    return of(unix.resolveSibling(mine(other)));
  }

  @Override
  public Path resolveSibling(String other) {
    return of(unix.resolveSibling(other));
  }

  @Override
  public Path relativize(Path other) {
    return of(unix.relativize(mine(other)));
  }

  @Override
  public URI toUri() {
    return fs.mountPoint().uri(toAbsolutePath().toString());
  }

  /** Relative paths start at the root: the layer has no other working directory. */
  @Override
  public Path toAbsolutePath() {
    return isAbsolute() ? this : fs.rootPath().resolve(this);
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return fs.realPaths().of(this, UnionFileSystemProvider.follows(options));
  }

  /**
   * Never.
   *
   * @throws UnsupportedOperationException always: the file is not one of the default provider's
   */
  @Override
  public File toFile() {
    throw new UnsupportedOperationException("a path in a union layer has no java.io.File");
  }

  /**
   * Never.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    Objects.requireNonNull(watcher);
    throw new UnsupportedOperationException("a union layer cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    return unix.compareTo(((UnionPath) other).unix);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnionPath path && path.fs == fs && path.unix.equals(unix);
  }

  @Override
  public int hashCode() {
    return unix.hashCode();
  }

  @Override
  public String toString() {
    return unix.toString();
  }
}
