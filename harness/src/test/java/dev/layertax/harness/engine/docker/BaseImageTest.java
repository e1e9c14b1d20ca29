package dev.layertax.harness.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseImageTest {

  @ParameterizedTest
  @CsvSource({
    "/var/lib/layertax/data, true",
    "/var/lib, true",
    "/var/lib/, true",
    "/, true",
    "/var/lib/layertax/data/below, false",
    "/var/li, false",
    "/data, false"
  })
  void isAtOrAbove_volumeOfAnImage_coversTheDatasetOrNot(String volume, boolean covers) {
    assertThat(BaseImage.isAtOrAbove(volume, ImageChain.DATASET_PATH)).isEqualTo(covers);
  }
}
