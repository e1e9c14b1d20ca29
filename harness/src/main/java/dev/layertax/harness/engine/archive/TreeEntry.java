package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** One entry of a tar on its way into a directory, which it must not leave. */
final class TreeEntry {

  private final Path directory;
  private final TarArchiveEntry entry;
  private final String name;

  TreeEntry(Path directory, TarArchiveEntry entry) {
    this.directory = directory;
    this.entry = entry;
    this.name = entry.getName();
  }

  /**
   * Makes it.
   *
   * @param content the entry's, for a file
   * @param afterwards takes what has to wait until all entries are made
   */
  void make(InputStream content, List<TreeArchive.Finish> afterwards) throws IOException {
    List<String> names = names(name);
    if (names.isEmpty()) {
      return; // The directory itself: it is there.
    }
    // Commons Compress takes a device for a file.
    if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      throw new IOException("tar entry " + name + " is refused: it is a device or a pipe");
    }
    Path path = resolved(names);
    if (entry.isDirectory()) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path);
      }
      afterwards.add(() -> directoryAttributes(path));
    } else if (entry.isSymbolicLink()) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, path.getFileSystem().getPath(entry.getLinkName()));
    } else if (entry.isLink()) {
      List<String> target = names(entry.getLinkName());
      if (target.isEmpty()) {
        throw new IOException("tar entry " + name + " is refused: it links to no name");
      }
      Path existing = resolved(target);
      Files.deleteIfExists(path);
      Files.createLink(path, existing);
    } else if (entry.isFile()) {
      Files.deleteIfExists(path);
      try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
        TreeArchive.copy(content, out);
      }
      attributes(path);
    } else {
      throw new IOException("tar entry " + name + " is neither a directory nor a file nor a link");
    }
  }

  /** A link that a later entry put in an empty directory's place leads to another's. */
  private void directoryAttributes(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      attributes(path);
    }
  }

  private void attributes(Path path) throws IOException {
    Files.setPosixFilePermissions(path, TreeArchive.permissions(entry.getMode()));
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(entry.getLastModifiedTime(), null, null);
  }

  private List<String> names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    for (String each : path.split("/", -1)) {
      if (each.equals("..")) {
        throw outside("its name " + path + " leads up");
      }
      if (!each.isEmpty() && !each.equals(".")) {
        names.add(each);
      }
    }
    if (path.startsWith("/")) {
      throw outside("its name " + path + " is absolute");
    }
    return names;
  }

  /** Made name by name, for a link among them would lead anywhere. */
  private Path resolved(List<String> names) throws IOException {
    Path path = directory;
    for (String each : names.subList(0, names.size() - 1)) {
      path = path.resolve(each);
      if (Files.isSymbolicLink(path)) {
        throw outside(path + " on its way is a symbolic link");
      }
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path);
      }
    }
    return path.resolve(names.get(names.size() - 1));
  }

  private IOException outside(String why) {
    return new IOException("tar entry " + name + " is refused: " + why);
  }
}
