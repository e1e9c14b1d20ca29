package dev.layertax.databases.h2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FileUtils;

/**
 * H2's files on any {@code java.nio.file} file system, under names as {@code layertax:/dir/file}.
 *
 * <p>H2 knows a name alone, so one file system at a time stands behind the scheme; its channels are
 * that file system's own, with their locks, truncation and flushes.
 */
final class StorageFilePath extends FilePath {
  private static final String SCHEME = "layertax";

  private final FileSystem fileSystem;
  private final Path path;

  private StorageFilePath(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
    name = SCHEME + ":" + path;
  }

  /** Has H2 find the file system of a path behind the scheme, and returns the path's H2 name. */
  static String serve(Path path) {
    StorageFilePath served = new StorageFilePath(path.getFileSystem(), path.toAbsolutePath());
    FilePath.register(served);
    return served.name;
  }

  private StorageFilePath at(Path other) {
    return new StorageFilePath(fileSystem, other);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FilePath getPath(String text) {
    String prefix = SCHEME + ":";
    return at(fileSystem.getPath(text.startsWith(prefix) ? text.substring(prefix.length()) : text));
  }

  /** 0 where there is none, as H2's own answers. */
  @Override
  public long size() {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    Path target = ((StorageFilePath) newName).path;
    try {
      if (atomicReplace) {
        Files.move(
            path, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(path, target);
      }
    } catch (IOException e) {
      throw DbException.convertIOException(e, name + " to " + newName);
    }
  }

  @Override
  public boolean createFile() {
    try {
      Files.createFile(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(path);
  }

  @Override
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    try (Stream<Path> children = Files.list(path)) {
      return children.<FilePath>map(this::at).toList();
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  /** Of a name that is not there too, which H2 asks for before it creates a database. */
  @Override
  public FilePath toRealPath() {
    try {
      return at(path.toRealPath());
    } catch (NoSuchFileException e) {
      return at(path.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public FilePath getParent() {
    Path parent = path.getParent();
    return parent == null ? null : at(parent);
  }

  @Override
  public boolean isDirectory() {
    return Files.isDirectory(path);
  }

  @Override
  public boolean isRegularFile() {
    return Files.isRegularFile(path);
  }

  @Override
  public boolean isAbsolute() {
    return path.isAbsolute();
  }

  @Override
  public long lastModified() {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public boolean canWrite() {
    return Files.isWritable(path);
  }

  @Override
  public void createDirectory() {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw DbException.convertIOException(e, name);
      }
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return FileChannel.open(path, FileUtils.modeToOptions(mode));
  }

  @Override
  public boolean setReadOnly() {
    return false;
  }

  /** Beside this file, always: what the database spills belongs to the storage that is measured. */
  @Override
  public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
    return at(Files.createTempFile(path.getParent(), path.getFileName() + ".", suffix));
  }
}
