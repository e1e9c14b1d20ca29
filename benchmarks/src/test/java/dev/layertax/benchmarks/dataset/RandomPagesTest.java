package dev.layertax.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RandomPagesTest {

  /** Python: {@code ((splitmix64(4) >> 32) * 8192) >> 32}, the first six. */
  @Test
  void next_knownSeed_sameNumbersAsEver() {
    RandomPages pages = new RandomPages(8192, 4);

    assertThat(new int[] {pages.next(), pages.next(), pages.next()})
        .containsExactly(3534, 7310, 7037);
  }

  /**
   * Chi-square against uniform: 99 degrees of freedom; scipy.stats.chi2.ppf(0.999, 99) = 148.23.
   */
  @Test
  void next_manyDraws_uniformOverAllPages() {
    RandomPages pages = new RandomPages(100, 1);
    int[] counts = new int[100];
    for (int i = 0; i < 100_000; i++) {
      counts[pages.next()]++;
    }

    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
    }
    assertThat(chiSquare).isBetween(50.0, 148.23);
  }

  @Test
  void create_noPages_refused() {
    assertThatThrownBy(() -> new RandomPages(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }

  @Test
  void payload_anySize_directAndReadyToWrite() {
    ByteBuffer payload = Payload.of(4096, 5);
    ByteBuffer expected = ByteBuffer.allocate(4096);
    Content.fill(expected, 5, 0);

    assertThat(payload.isDirect()).isTrue();
    assertThat(payload.remaining()).isEqualTo(4096);
    assertThat(payload).isEqualTo(expected.flip());
  }
}
