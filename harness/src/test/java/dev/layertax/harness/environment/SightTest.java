package dev.layertax.harness.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SightTest {

  @Test
  void parse_wholeResult_hasItsFactsAndTheMountOfItsPath() throws IOException {
    Sight sight =
        Sight.parse(
            """
            layertax-passport\t1
            fact\tpath\t/a b
            fact\tfreeBytes\t7
            mount\t1 0 254:0 / / rw - ext4 /dev/vda rw
            mount\t2 1 8:1 /sub /a\\040b rw - xfs /dev/sda1 rw
            end
            """);
    assertThat(sight.facts()).containsEntry("freeBytes", "7");
    assertThat(sight.mount().orElseThrow().device()).isEqualTo("/dev/sda1");
    assertThat(sight.isSimulatedLayer()).isFalse();
    assertThat(sight.isOutsideOfContainers()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "layertax-passport\t1\nfact\tpath\t/a\n",
        "layertax-passport\t2\nend\n",
        "layertax-passport\t1\nfact\tpath\nend\n",
        "layertax-passport\t1\nsomething else\nend\n"
      })
  void parse_tornOrForeignResult_isRefused(String text) {
    assertThatThrownBy(() -> Sight.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the passport's program wrote");
  }
}
