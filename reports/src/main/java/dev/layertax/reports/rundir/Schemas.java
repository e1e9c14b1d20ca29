package dev.layertax.reports.rundir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The published JSON Schemas, draft 2020-12, of what Layertax reads and writes. */
public final class Schemas {

  /** The names of those there are. */
  public static final List<String> NAMES = List.of("policy", "results");

  private Schemas() {}

  /**
   * A schema's text.
   *
   * @param name one of {@link #NAMES}
   * @throws IllegalArgumentException when there is none of the name
   */
  public static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("no schema '" + name + "', there are " + NAMES);
    }
    String resource = "/dev/layertax/reports/schema/" + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " of this jar cannot be read", e);
    }
  }
}
