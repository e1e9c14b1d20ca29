package dev.layertax.harness.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar with one file, as an engine gives it out. */
public final class SingleFileTar {

  private SingleFileTar() {}

  /**
   * The text of the file.
   *
   * @throws IOException when there is none, or the tar is damaged
   */
  public static String text(InputStream in) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile()) {
        byte[] bytes = tar.readAllBytes();
        if (bytes.length != entry.getSize()) {
          throw new IOException(
              "the archive ends after %d of %d bytes of %s"
                  .formatted(bytes.length, entry.getSize(), entry.getName()));
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    }
    throw new IOException("the archive holds no file");
  }
}
