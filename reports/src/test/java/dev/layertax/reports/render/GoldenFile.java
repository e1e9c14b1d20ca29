package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a text against a file of the test resources.
 *
 * <p>After a wanted change: {@code ./mvnw -pl reports test -Dlayertax.golden=write}, then read the
 * difference.
 */
final class GoldenFile {

  private static final Path SOURCES = Path.of("src/test/resources/golden");

  private GoldenFile() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path golden = SOURCES.resolve(name);
    if ("write".equals(System.getProperty("layertax.golden"))) {
      Files.createDirectories(SOURCES);
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
