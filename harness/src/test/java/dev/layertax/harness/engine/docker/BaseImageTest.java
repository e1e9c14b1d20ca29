package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImageTest {

  @ParameterizedTest
  @CsvSource({
    "/var/lib, /var/lib",
    "/var/lib/, /var/lib",
    "//var//lib//, /var/lib",
    "data, /data",
    "/, /"
  })
  void plain_volumeAsAnImageWritesIt_isThePathOfItsMount(String written, String mounted) {
    assertThat(BaseImage.plain(written)).isEqualTo(mounted);
  }
}
