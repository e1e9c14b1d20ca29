package dev.layertax.reports.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NotModelledTest {

  @Test
  void all_shippedLines_haveEveryField() {
    assertThat(NotModelled.all())
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(new String[] {one.what(), one.why(), one.size(), one.how()})
                    .noneMatch(String::isBlank));
  }

  @Test
  void of_lineWithoutFourFields_namesTheLine() {
    assertThatThrownBy(() -> NotModelled.of("a | b | c"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a | b | c");
    assertThat(NotModelled.of("a | b| c |d")).isEqualTo(new NotModelled("a", "b", "c", "d"));
  }
}
