package dev.layertax.harness.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small files of the kernel, which may be absent or unreadable. */
final class TextFiles {

  private TextFiles() {}

  static Optional<String> read(Path file) {
    try {
      return Files.isReadable(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
              .filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      // A file of /proc may exist and still refuse to be read; the fact is then absent.
      return Optional.empty();
    }
  }

  static List<String> lines(Path file) {
    return read(file).map(text -> text.lines().toList()).orElse(List.of());
  }
}
