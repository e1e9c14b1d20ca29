package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Copies a tar with other names and owners; modes, times and links stay. */
public final class RebasedTar {

  private static final String HERE = "./";

  private RebasedTar() {}

  /**
   * Copies what lies below a directory of the tar, named relative to it, and owned by one user.
   * Both streams stay open.
   *
   * @param directory as {@code data}; empty for the tar's own root
   * @throws IOException when an entry, or the file that a hard link names, lies outside of the
   *     directory, when the tar is damaged or ends in the midst of a file, or when it cannot be
   *     written; what came before is written
   */
  public static void copy(InputStream in, OutputStream out, String directory, FileOwner owner)
      throws IOException {
    TarArchiveInputStream from = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    TarArchiveOutputStream to = PosixTar.to(out);
    for (TarArchiveEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
      String origin = entry.getName();
      String name = relative(origin, directory, origin);
      if (!name.isEmpty()) {
        entry.setName(name);
        if (entry.isLink()) {
          entry.setLinkName(relative(entry.getLinkName(), directory, origin));
        }
        entry.setUserId(owner.user());
        entry.setGroupId(owner.group());
        to.putArchiveEntry(entry);
        from.transferTo(to);
        to.closeArchiveEntry();
      }
    }
    to.finish();
    to.flush();
  }

  private static String relative(String name, String directory, String origin) throws IOException {
    if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
      throw refused(origin, name + " is absolute or leads up");
    }
    String plain = name.startsWith(HERE) ? name.substring(HERE.length()) : name;
    if (directory.isEmpty()) {
      return plain;
    }
    if (plain.equals(directory)) {
      return "";
    }
    if (!plain.startsWith(directory + "/")) {
      throw refused(origin, name + " lies outside of " + directory);
    }
    return plain.substring(directory.length() + 1);
  }

  private static IOException refused(String origin, String why) {
    return new IOException("tar entry " + origin + " is refused: " + why);
  }
}
