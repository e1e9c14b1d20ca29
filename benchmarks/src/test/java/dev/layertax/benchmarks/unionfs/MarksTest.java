package dev.layertax.benchmarks.unionfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What lookup and whiteouts leave in the upper layer and ask of the layers. */
class MarksTest extends UnionTestBase {

  @Test
  void item2_whiteoutsWritten_marksDirectoryAndRoot() throws IOException {
    file(bottom, "d/f", "bottom");
    mount();
    Files.delete(path("/d/f"));
    assertThat(isWhiteout(upper.resolve("d/f"))).isTrue();
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("x".getBytes(UTF_8));
    assertThat(Files.getAttribute(upper, "user:overlay.opaque")).isEqualTo("x".getBytes(UTF_8));
    remount();
    assertThat(names(path("/d"))).isEmpty();
  }

  @Test
  void item3_mkdirOverAWhiteout_isMarkedAndFreshMkdirIsNot() throws IOException {
    Files.createDirectory(bottom.resolve("d"));
    mount();
    Files.delete(path("/d"));
    Files.createDirectory(path("/d"));
    Files.createDirectory(path("/fresh"));
    assertThat(Files.getAttribute(upper.resolve("d"), "user:overlay.opaque"))
        .isEqualTo("y".getBytes(UTF_8));
    assertThat(xattrs(upper.resolve("fresh")).list()).isEmpty();
  }

  @Test
  void item5_moreThan500Layers_areRefusedByTheirNumber() {
    assertThatThrownBy(() -> UnionFileSystem.mount(Collections.nCopies(501, bottom), upper, work))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("501");
  }

  @Test
  void item18_whiteoutsOverNothing_goWithTheirDirectory() throws IOException {
    Files.createDirectory(upper.resolve("d"));
    whiteout(upper, "d/f");
    mount();
    assertThat(names(path("/d"))).isEmpty();
    Files.delete(path("/d"));
    assertThat(names(upper)).isEmpty();
  }

  @Test
  void cache_asksTheLayersOnce() throws IOException {
    file(bottom, "f", "bottom");
    mount();
    for (int i = 0; i < 3; i++) {
      assertThat(Files.exists(path("/f"))).isTrue();
      assertThat(Files.exists(path("/absent"))).isFalse();
    }
    assertThat(counter("lookupMisses")).isEqualTo(2);
    assertThat(counter("layerLookups")).isEqualTo(8);
  }
}
