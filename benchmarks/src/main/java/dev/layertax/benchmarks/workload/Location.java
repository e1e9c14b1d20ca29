package dev.layertax.benchmarks.workload;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A directory to write in, named by a URI; closing it unmounts what opening it mounted. */
public final class Location implements Closeable {
  private final Path directory;
  private final FileStore store;
  private final FileSystem mounted;

  private Location(Path directory, FileStore store, FileSystem mounted) {
    this.directory = directory;
    this.store = store;
    this.mounted = mounted;
  }

  /**
   * Opens {@code file:} URIs as they are, and mounts the file system any other URI describes.
   *
   * @throws IllegalArgumentException if the text is not an absolute URI of a known scheme
   * @throws FileSystemException if it does not lead to a directory
   */
  public static Location open(String text) throws IOException {
    URI uri = URI.create(text);
    if (uri.getScheme() == null) {
      throw new IllegalArgumentException(
          "a location is a URI such as file:///some/dir, got " + text);
    }
    if (uri.getScheme().equals("file")) {
      return at(Path.of(uri), null);
    }
    FileSystem mounted = FileSystems.newFileSystem(uri, Map.of());
    try {
      return at(mounted.provider().getPath(uri), mounted);
    } catch (IOException | RuntimeException e) {
      try (mounted) {
        throw e;
      }
    }
  }

  private static Location at(Path directory, FileSystem mounted) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileSystemException(
          directory.toString(), null, "is no directory; a location must be there already");
    }
    return new Location(directory, Files.getFileStore(directory), mounted);
  }

  /** Where the workload writes. */
  public Path directory() {
    return directory;
  }

  /** What the directory lies on. */
  public FileStore store() {
    return store;
  }

  /** Whether this is a copy-on-write layer, the kernel's or the simulated one. */
  public boolean isLayer() {
    return store.type().equals("overlay");
  }

  /** Whether the place is empty by nature, so that the process that uses it must fill it. */
  public boolean isMemory() {
    return store.type().equals("tmpfs");
  }

  /**
   * A counter of the layer since it was mounted; 0 where there is no layer, below 0 where there is
   * one that does not count.
   */
  long layerCounter(String name) throws IOException {
    try {
      return (Long) store.getAttribute("union:" + name);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return isLayer() ? -1 : 0;
    }
  }

  @Override
  public void close() throws IOException {
    if (mounted != null) {
      mounted.close();
    }
  }
}
