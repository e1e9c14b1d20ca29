package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A directory's tree to and from a tar in the POSIX (pax) format, on any file system.
 *
 * <p>Directories, regular files and symbolic links keep their names, modes and, but for the links,
 * the times of their last change. A hard link is written as a file of its own. Owners are not kept.
 */
public final class TreeArchive {

  private static final int COPY_BYTES = 1 << 16;

  private TreeArchive() {}

  /**
   * Writes what is in the directory, not the directory itself, names sorted; the stream stays open.
   *
   * @throws IOException when something cannot be read, or is neither directory, file nor link
   */
  public static void write(Path directory, OutputStream out) throws IOException {
    TarArchiveOutputStream tar = PosixTar.to(out);
    writeChildren(directory, "", tar);
    tar.finish();
    tar.flush();
  }

  private static void writeChildren(Path directory, String prefix, TarArchiveOutputStream tar)
      throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    }
    Collections.sort(children);
    for (Path child : children) {
      String name = prefix + child.getFileName();
      PosixFileAttributes attributes =
          Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        put(new TarArchiveEntry(name + "/"), attributes, tar);
        tar.closeArchiveEntry();
        writeChildren(child, name + "/", tar);
      } else if (attributes.isSymbolicLink()) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(Files.readSymbolicLink(child).toString());
        put(entry, attributes, tar);
        tar.closeArchiveEntry();
      } else if (attributes.isRegularFile()) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(attributes.size());
        put(entry, attributes, tar);
        try (InputStream in = Files.newInputStream(child)) {
          copy(in, tar);
        }
        tar.closeArchiveEntry();
      } else {
        throw new IOException(child + " is neither a directory nor a file nor a link");
      }
    }
  }

  private static void put(
      TarArchiveEntry entry, PosixFileAttributes attributes, TarArchiveOutputStream tar)
      throws IOException {
    entry.setMode(bits(attributes.permissions()));
    entry.setLastModifiedTime(attributes.lastModifiedTime());
    tar.putArchiveEntry(entry);
  }

  /**
   * Puts a tar's entries into a directory, over those of the same name; the stream stays open.
   *
   * @throws IOException when an entry would lie outside of the directory, by its name or through a
   *     link, when it is of a kind not known here, or when the tar is cut short; what came before
   *     it is there
   */
  public static void read(InputStream in, Path directory) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    List<Finish> afterwards = new ArrayList<>();
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      new TreeEntry(directory, entry).make(tar, afterwards);
    }
    // Deepest first, and after all files: each file made changes its directory's time.
    Collections.reverse(afterwards);
    for (Finish step : afterwards) {
      step.run();
    }
  }

  static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] chunk = new byte[COPY_BYTES];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      out.write(chunk, 0, read);
    }
  }

  /** The nine permission bits, highest first, in the order of the enum. */
  private static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      bits = bits << 1 | (permissions.contains(permission) ? 1 : 0);
    }
    return bits;
  }

  static Set<PosixFilePermission> permissions(int bits) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((bits >> (all.length - 1 - i) & 1) == 1) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  /** What is done when all entries are made. */
  @FunctionalInterface
  interface Finish {
    void run() throws IOException;
  }
}
