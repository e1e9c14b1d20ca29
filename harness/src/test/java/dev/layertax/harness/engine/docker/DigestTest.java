package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DigestTest {

  @Test
  void hex_partsThatOnlyJoinedAreEqual_differ() {
    assertThat(new Digest().add("ab").add("c").hex())
        .isNotEqualTo(new Digest().add("a").add("bc").hex())
        .hasSize(64);
  }

  @Test
  void hex_askedAgain_isNotTheDigestOfNothing() {
    Digest digest = new Digest().add("program");
    digest.hex();
    assertThatThrownBy(digest::hex).isInstanceOf(IllegalStateException.class);
  }
}
