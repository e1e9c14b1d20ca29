package dev.layertax.reports.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.layertax.reports.model.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate that ships with this jar, {@code certificate.json} beside this class.
 *
 * <p>{@code layertax certify --out FILE} makes it again of the noise that it holds, the same bytes;
 * {@code layertax certify DIR… --out FILE} of calibrations on another machine.
 */
public final class CertificateFile {

  private static final String RESOURCE = "certificate.json";

  private CertificateFile() {}

  /**
   * What ships; empty when nothing does.
   *
   * @throws IllegalStateException when this jar's certificate is damaged
   */
  public static Optional<Certificate> shipped() {
    try (InputStream in = CertificateFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(RunJson.read(bytes, 0, bytes.length, Certificate.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(RESOURCE + ": " + RunJson.problem(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " of this jar cannot be read", e);
    }
  }

  /**
   * Writes one whole or not at all.
   *
   * @throws RunDirectoryException when the file is there; it stays
   */
  public static void write(Path file, Certificate certificate) throws IOException {
    requireAbsent(file);
    AtomicFile.write(file, RunJson.file(certificate));
  }

  /**
   * Checks that a certificate can be written there, before minutes are spent on one.
   *
   * @throws RunDirectoryException when the file is there
   */
  public static void requireAbsent(Path file) throws RunDirectoryException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RunDirectoryException(
          file, "it is there already, and is never overwritten", "name another file");
    }
  }
}
