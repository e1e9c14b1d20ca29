package dev.layertax.reports.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1.8449e-6, 1.84 µs",
    "4e-10, 0.4 ns",
    "9.994e-7, 999 ns",
    "9.996e-7, 1 µs",
    "0.9999, 1 s",
    "0.0312, 31.2 ms",
    "240000, '240,000 s'",
    "-0.0021, -2.1 ms",
    "NaN, not measured",
    "Infinity, without bound",
  })
  void duration_scaled_hasThreeDigitsAndAUnit(double seconds, String printed) {
    assertThat(Figures.duration(seconds)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1536, 1.5 KiB",
    "8192, 8 KiB",
    "67108864, 64 MiB",
    "1048575, 1 MiB",
    "1047552, 1023 KiB",
    "1073741824, 1 GiB",
    "5497558138880, 5120 GiB",
    "NaN, not measured",
  })
  void size_scaled_usesBinaryUnits(double bytes, String printed) {
    assertThat(Figures.size(bytes)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "190.4, 190",
    "1.005, 1.01",
    "0.97, 0.97",
    "240000, '240,000'",
    "2.4e12, '2,400,000,000,000'",
    "9999, '10,000'",
    "0.00001234, 0.0000123",
    "1, 1",
    "-0.0, 0",
  })
  void number_anyMagnitude_neverHasAnExponent(double value, String printed) {

    assertThat(Figures.number(value)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"67108864, '67,108,864'", "1, 1", "0.3333333333333333, 0.3333333333333333"})
  void exact_count_keepsEveryDigit(double count, String printed) {
    assertThat(Figures.exact(count)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "190.3, 190 times faster",
    "1.5, 1.5 times faster",
    "1.499, 50 % faster",
    "1.25, 25 % faster",
    "1.031, 3.1 % faster",
    "1.0004, as fast",
    "1, as fast",
    "0.97, 3.1 % slower",
    "0.5555, 1.8 times slower",
    "0.001, 1000 times slower",
    "NaN, not measured",
    "0, not measured",
  })
  void speed_ratio_isToldInWords(double ratio, String words) {
    assertThat(Figures.speed(ratio)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "190, 170, 210, 170 to 210",
    "0.5, 0.4, 0.8, 1.25 to 2.5",
    "1.12, 1.08, 1.16, 8 to 16 %",
    "0.97, 0.95, 0.99, 1 to 5.3 %",
    "1.1, 0.98, 1.3, -2 to 30 %",
    "190, NaN, NaN, no interval",
    "1.48, 0.48, 60, 0.48 to 60 times",
    "0.947, 0.504, 1.78, 0.504 to 1.78 times",
    "0.95, 0.71, 1.41, -29 to 41 %",
    "1.46, 1.04, 2.1, 1.04 to 2.1 times",
    "0.7, 0.4, 0.9, 1.11 to 2.5 times",
    "1.48, 1e-19, 1e19, 'below 0.000001 to over 1,000,000 times'",
    "190, 1e-19, 1e19, 'below 0.000001 to over 1,000,000 times'",
    "190, 1.9, 1e19, '1.9 to over 1,000,000'",
    "0.5, 0, 0.8, '1.25 to over 1,000,000'",
  })
  void speedInterval_besideSpeed_hasItsDirectionAndUnit(
      double ratio, double low, double high, String printed) {
    assertThat(Figures.speedInterval(ratio, low, high)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "190, 170, 210, 190 times faster",
    "0.5, 0.4, 0.8, 2 times slower",
    "1.12, 1.08, 1.16, 12 % faster",
    "1.1, 0.98, 1.3, 10 % faster",
    "1.05, 0.6, 1.8, 1.05 times",
    "1.48, 0.48, 60, unclear",
    "128, 44, 440, over 44 times faster",
    "128, 44, 439, 128 times faster",
    "0.01, 0.001, 0.1, over 10 times slower",
    "190, NaN, NaN, 190 times faster",
    "NaN, NaN, NaN, not measured",
  })
  void advantage_wideInterval_claimsNoMoreThanItCarries(
      double ratio, double low, double high, String printed) {
    assertThat(Figures.advantage(ratio, low, high)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "0.48, 60, between 2.08 times slower and 60 times faster",
    "0.95, 1.3, between 5.3 % slower and 30 % faster",
    "1.02, 1.04, 2 to 4 % faster",
    "0.4, 0.5, 2 to 2.5 times slower",
    "1e-19, 60, 'between over 1,000,000 times slower and 60 times faster'",
    "1.9, 1e19, '1.9 to over 1,000,000 times faster'",
    "NaN, NaN, no interval",
  })
  void possible_interval_isToldInWords(double low, double high, String printed) {
    assertThat(Figures.possible(low, high)).isEqualTo(printed);
  }

  @Test
  void interval_ofTwoBlocks_saysHowFarItReachesWithoutItsDigits() {
    assertThat(Figures.interval(1e-19, 3e19)).isEqualTo("below 0.000001 to over 1,000,000");
    assertThat(Figures.interval(1e-6, 1e6)).isEqualTo("0.000001 to 1,000,000");
    assertThat(Figures.interval(0, Double.POSITIVE_INFINITY))
        .isEqualTo("below 0.000001 to over 1,000,000");
    assertThat(Figures.durationInterval(1e-19, 1e19))
        .isEqualTo("below 0.001 ns to over 1,000,000 s");
    assertThat(Figures.percent(1e19)).isEqualTo("over 100,000,000 %");
  }

  @Test
  void withInterval_ratio_standsBeforeItsBounds() {
    assertThat(Figures.withInterval(190, 170, 210)).isEqualTo("190 (170 to 210)");
    assertThat(Figures.withInterval(190, Double.NaN, Double.NaN)).isEqualTo("190 (no interval)");
    assertThat(Figures.withInterval(Double.NaN, Double.NaN, Double.NaN)).isEqualTo("not measured");
  }

  @Test
  void speedRange_severalRatios_namesBothEnds() {
    assertThat(Figures.speedRange(170, 190)).isEqualTo("170 to 190 times faster");
    assertThat(Figures.speedRange(0.5, 0.8)).isEqualTo("1.25 to 2 times slower");
    assertThat(Figures.speedRange(1.02, 1.04)).isEqualTo("2 to 4 % faster");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0 %",
    "1.12, +12 %",
    "0.921, -7.9 %",
    "1.8, ×1.8",
    "0.4, ÷2.5",
    "1.0001, 0 %",
    "NaN, not measured",
  })
  void change_ratio_hasASign(double ratio, String printed) {
    assertThat(Figures.change(ratio)).isEqualTo(printed);
  }

  @Test
  void rate_cost_isItsInverse() {
    assertThat(Figures.rate(81.3e-6)).isEqualTo("12,300 ops/s");
    assertThat(Figures.rate(Double.NaN)).isEqualTo("not measured");
    assertThat(Figures.throughput(245.1 * 1024 * 1024)).isEqualTo("245 MiB/s");
  }

  @Test
  void probability_tiny_isBounded() {
    assertThat(Figures.probability(1e-9)).isEqualTo("below 0.0001");
    assertThat(Figures.probability(0.03214)).isEqualTo("0.0321");
    assertThat(Figures.probability(Double.NaN)).isEqualTo("not measured");
  }

  @Test
  void number_germanDefaultLocale_isPrintedTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Figures.duration(1.5e-3)).isEqualTo("1.5 ms");
      assertThat(Figures.number(240_000)).isEqualTo("240,000");
    } finally {
      Locale.setDefault(before);
    }
  }
}
