package dev.layertax.harness.engine.docker;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the engine's HTTP interface. */
record ApiVersion(int major, int minor) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /**
   * Reads it.
   *
   * @param host that said it
   * @throws IOException when it is no version
   */
  static ApiVersion parse(String text, String host) throws IOException {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IOException(
          "what answers at "
              + host
              + " is no Docker Engine: it gives \""
              + text
              + "\" as its API version; set DOCKER_HOST to a Docker Engine");
    }
    return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  boolean isOlderThan(ApiVersion other) {
    return major != other.major ? major < other.major : minor < other.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
