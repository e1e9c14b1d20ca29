package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The jar that users run stays light: native code comes in a jar of its own. */
class JarSizeIT {

  private static final long LIMIT_BYTES = 40_000_000;

  @Test
  void size_ofTheMainJar_isBelow40Megabytes() throws Exception {
    Path jar = Path.of(System.getProperty("layertax.jar", ""));
    assumeTrue(Files.isRegularFile(jar), () -> "no jar at '" + jar + "'; ./mvnw verify makes it");
    assertThat(Files.size(jar)).isBetween(1_000_000L, LIMIT_BYTES);
  }
}
