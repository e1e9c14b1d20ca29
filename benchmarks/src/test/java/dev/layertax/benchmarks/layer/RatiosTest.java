package dev.layertax.benchmarks.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void median_pairsTheRoundsBeforeItSorts() {
    Ratios ratios = Ratios.of(List.of(10.0, 4.0, 9.0), List.of(5.0, 1.0, 3.0));
    assertThat(ratios.median()).isEqualTo(3);
    assertThat(ratios).hasToString("3.00 (2.00..4.00)");
  }

  @Test
  void median_ofAnEvenNumber_isBetweenTheMiddleTwo() {
    assertThat(Ratios.of(List.of(1.0, 2.0, 4.0, 9.0), List.of(1.0, 1.0, 1.0, 1.0)).median())
        .isEqualTo(3);
  }

  @Test
  void place_thatIsNotThere_hasNoRatio() {
    assertThat(Ratios.of(List.of(), List.of(1.0))).hasToString("-");
  }
}
