package dev.layertax.harness.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlaySupportTest {

  @ParameterizedTest
  @CsvSource({
    "5.15.0-91-generic, false, auto",
    "6.11.9, false, auto",
    "6.12.0, false, strict",
    "6.12.30+deb13, false, strict",
    "6.18.44, true, auto",
    "7.0.1, false, strict",
    "7.1, true, auto",
    "unknown, false, auto"
  })
  void copyUpSync_kernelAndOption_isItsDefault(String kernel, boolean option, String expected) {
    assertThat(OverlaySupport.copyUpSync(option, kernel)).isEqualTo(expected);
  }

  @Test
  void ofThisMachine_anywhere_mountsOrSaysWhyNot() {
    OverlaySupport support = OverlaySupport.ofThisMachine();
    assertThat(support.isPossible()).isEqualTo(support.namespace() != null);
    assertThat(support.reason().isEmpty()).isEqualTo(support.isPossible());
  }

  @Test
  void launcher_manyLayers_fitsThePageThatMountTakes() {
    Path storage = Path.of("/some/rather/long/path/".repeat(20) + "storage");
    List<Path> lowers =
        IntStream.range(0, 127).mapToObj(i -> storage.resolve("images/image-10/" + i)).toList();
    List<String> words =
        Namespace.OF_USER.launcher(
            storage.resolve("containers/container-1000"), lowers, null, "/data");
    String options = words.stream().filter(word -> word.contains("lowerdir=")).findFirst().get();
    assertThat(options.length()).isLessThan(4096);
    assertThat(options).startsWith("index=off,userxattr,lowerdir=../../images/image-10/0:");
  }
}
