package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the parts of an image, in the order they are added. */
final class Digest {

  private final MessageDigest sha256;
  private boolean asked;

  Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Digest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha256.update(bytes);
    return this;
  }

  Digest add(Path file) throws IOException {
    add(Long.toString(Files.size(file)));
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    }
    return this;
  }

  /**
   * In hexadecimal; asked once, and nothing is added after it.
   *
   * @throws IllegalStateException when it is asked again: that would be the digest of nothing
   */
  String hex() {
    if (asked) {
      throw new IllegalStateException("this digest was given out already");
    }
    asked = true;
    return HexFormat.of().formatHex(sha256.digest());
  }
}
