package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
   * @throws IOException when the tar is damaged or cannot be written
   */
  public static void copy(InputStream in, OutputStream out, String directory, FileOwner owner)
      throws IOException {
    TarArchiveInputStream from = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    TarArchiveOutputStream to = PosixTar.to(out);
    for (TarArchiveEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
      String name = relative(entry.getName(), directory);
      if (!name.isEmpty()) {
        entry.setName(name);
        if (entry.isLink()) {
          entry.setLinkName(relative(entry.getLinkName(), directory));
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

  private static String relative(String name, String directory) {
    String plain = name.startsWith(HERE) ? name.substring(HERE.length()) : name;
    return !directory.isEmpty() && plain.startsWith(directory + "/")
        ? plain.substring(directory.length() + 1)
        : plain;
  }
}
