package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @Test
  void around_valuesALogAxisCannotShow_leavesThemOut() {
    Scale scale = Scale.around(DoubleStream.of(0, -1, Double.NaN, Double.POSITIVE_INFINITY, 2, 20));
    assertThat(scale.low()).isLessThan(2).isGreaterThan(1.5);
    assertThat(scale.high()).isGreaterThan(20).isLessThan(30);
  }

  @Test
  void around_oneValue_hasAnAxisAroundIt() {
    assertThat(Scale.around(DoubleStream.of(7)).fraction(7)).isEqualTo(.5, within(1e-9));
  }

  @Test
  void around_nothing_isRefused() {
    assertThatThrownBy(() -> Scale.around(DoubleStream.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0");
  }

  @Test
  void ticks_ofAnAxisAroundOne_areRound() {
    assertThat(new Scale(.45, 2.2).ticks(4)).isEqualTo(List.of(.5, 1.0, 2.0));
  }

  @ParameterizedTest
  @CsvSource({
    ".9, 1.1, 9",
    ".5, 4000, 9",
    "1e-9, 1e9, 5",
    "1.2e-6, 7e-2, 9",
    "1e-6, 1e-5, 3",
    "3, 1e12, 2"
  })
  void ticks_ofAnyAxis_areFewRisingAndOnTheAxis(double low, double high, int most) {
    Scale scale = new Scale(low, high);
    List<Double> ticks = scale.ticks(most);
    assertThat(ticks).isNotEmpty().hasSizeLessThanOrEqualTo(most).isSorted();
    assertThat(ticks).allSatisfy(tick -> assertThat(scale.fraction(tick)).isBetween(0.0, 1.0));
  }
}
