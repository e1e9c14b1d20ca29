package dev.layertax.reports.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that costs on the kernel's overlayfs what it does not cost in the simulation, or the
 * other way round; each is a line of {@code not-modelled.txt} beside this class.
 *
 * @param what differs
 * @param why it is so
 * @param size of the difference as measured; {@code not measured} where it was not
 * @param how it was measured
 */
public record NotModelled(String what, String why, String size, String how) {

  private static final String RESOURCE = "not-modelled.txt";

  /** Everything known, in the order of the file. */
  public static List<NotModelled> all() {
    try (InputStream in = NotModelled.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(NotModelled::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " of this jar cannot be read", e);
    }
  }

  /**
   * @throws IllegalStateException when the line has not four fields
   */
  static NotModelled of(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != 4) {
      throw new IllegalStateException(
          RESOURCE + " needs four fields a line, what | why | size | how; found: " + line);
    }
    return new NotModelled(
        fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3].strip());
  }
}
