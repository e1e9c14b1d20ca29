package dev.layertax.reports.render;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a page gives away besides itself.
 *
 * @param resultsJson in the page itself
 * @param resultsCsv in the page itself
 * @param samples text of {@code samples.jsonl}: in the page where it stays under {@link
 *     #LARGEST_PAGE_BYTES}, else beside it; empty where it is too large to look at
 */
public record RawData(String resultsJson, String resultsCsv, Optional<String> samples) {

  /** A page people mail. */
  public static final int LARGEST_PAGE_BYTES = 2_000_000;

  /**
   * A file to download.
   *
   * @param href the whole file in the link, or its path beside the page
   * @param inside whether the link holds it
   */
  public record Download(String name, String href, boolean inside, String what) {}

  static Download inside(String name, String type, String text, String what) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new Download(name, "data:" + type + ";base64," + base64, true, what);
  }

  static Download beside(String name, String what) {
    return new Download(name, name, false, what);
  }
}
