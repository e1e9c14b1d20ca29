package dev.layertax.harness.engine.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(in, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writes the file under a name of this machine.
   *
   * @throws IOException when there is none, or the tar is damaged
   */
  public static void copy(InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      copy(in, out);
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile()) {
        long copied = tar.transferTo(out);
        if (copied != entry.getSize()) {
          throw new IOException(
              "the archive ends after %d of %d bytes of %s"
                  .formatted(copied, entry.getSize(), entry.getName()));
        }
        return;
      }
    }
    throw new IOException("the archive holds no file");
  }
}
