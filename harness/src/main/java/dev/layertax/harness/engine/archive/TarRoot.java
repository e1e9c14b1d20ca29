package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The directory that a tar of an engine holds.
 *
 * @param owner of the directory
 * @param mode its permissions and the three bits above them
 */
public record TarRoot(FileOwner owner, int mode) {

  private static final int PERMISSIONS = 07777;

  /**
   * Reads the tar's first entry.
   *
   * @throws IOException when that is no directory, or the tar is damaged
   */
  public static TarRoot of(InputStream in) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    TarArchiveEntry first = tar.getNextEntry();
    if (first == null || !first.isDirectory()) {
      throw new IOException(
          first == null ? "the archive is empty" : "'" + first.getName() + "' is no directory");
    }
    return new TarRoot(
        new FileOwner(first.getLongUserId(), first.getLongGroupId()),
        first.getMode() & PERMISSIONS);
  }
}
