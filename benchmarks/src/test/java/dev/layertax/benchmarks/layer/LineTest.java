package dev.layertax.benchmarks.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void line_throughPointsOnIt_isExact() {
    Line line = Line.through(new int[] {1, 8, 127}, List.of(12.0, 26.0, 264.0));
    assertThat(line.base()).isCloseTo(10, within(1e-9));
    assertThat(line.perLayer()).isCloseTo(2, within(1e-9));
    assertThat(line.rSquared()).isCloseTo(1, within(1e-12));
  }

  /** R: {@code summary(lm(c(1, 3, 2) ~ c(1, 2, 3)))}: 1 + 0.5 x, R-squared 0.25. */
  @Test
  void line_throughScatteredPoints_hasTheLeastSquares() {
    Line line = Line.through(new int[] {1, 2, 3}, List.of(1.0, 3.0, 2.0));
    assertThat(line.base()).isCloseTo(1, within(1e-12));
    assertThat(line.perLayer()).isCloseTo(0.5, within(1e-12));
    assertThat(line.rSquared()).isCloseTo(0.25, within(1e-12));
  }
}
