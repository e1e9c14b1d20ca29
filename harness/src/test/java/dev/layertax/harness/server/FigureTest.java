package dev.layertax.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

  private static FigureReading read(Figure figure, String... lines) {
    FigureReading reading = new FigureReading(List.of(figure), Optional.empty());
    Arrays.stream(lines).forEach(reading::accept);
    return reading;
  }

  @ParameterizedTest
  @CsvSource({
    "'took ([0-9.]+)', '', s, 'took ([0-9.]+)'",
    "'tps = ([0-9.]+)', '', s, 'tps = ([0-9.]+)'",
    "'warm=took (.*)', warm, s, 'took (.*)'",
    "'steady:per-s=tps=(.*)', steady, per-s, 'tps=(.*)'",
    "':ms=(.*)', '', ms, '(.*)'",
    "'=tps=(.*)', '', s, 'tps=(.*)'"
  })
  void parse_nameUnitAndPattern_areToldApart(
      String text, String name, String unit, String pattern) {
    Figure figure = Figure.parse(text);
    assertThat(figure.name()).isEqualTo(name);
    assertThat(figure.unit().label()).isEqualTo(unit);
    assertThat(figure.pattern()).hasToString(pattern);
    assertThat(Figure.parse(figure.words())).isEqualTo(figure);
  }

  @ParameterizedTest
  @CsvSource({
    "'a:tps=(.*)', is no unit; there are: s",
    "'took (', is no regular expression",
    "'took .*', has no group"
  })
  void parse_whatIsNoFigure_saysWhy(String text, String why) {
    assertThatThrownBy(() -> Figure.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"s,2,2", "ms,2,.002", "us,2,.000002", "ns,2,.000000002", "per-s,4,.25"})
  void secondsPerOp_ofEachUnit_isACost(String unit, String printed, double seconds) {
    Figure figure = Figure.parse(":" + unit + "=is (.*)");
    FigureReading reading = read(figure, "is 9", "is " + printed, "nothing");
    assertThat(reading.problem(figure)).isEmpty();
    assertThat(reading.secondsPerOp(figure)).isCloseTo(seconds, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "many", ""})
  void problem_whatIsNoPositiveFiniteNumber_isNamed(String printed) {
    for (String unit : List.of("s", "per-s")) {
      Figure figure = Figure.parse(":" + unit + "=is (.*)");
      assertThat(read(figure, "is " + printed).problem(figure))
          .hasValueSatisfying(
              why -> assertThat(why).contains("positive finite number, got '" + printed + "'"));
    }
  }

  @Test
  void problem_noLineMatches_showsThePattern() {
    Figure figure = Figure.parse("is (.*)");
    assertThat(read(figure, "was 3").problem(figure))
        .hasValueSatisfying(why -> assertThat(why).contains("printed no figure", "'is (.*)'"));
  }

  @Test
  void isUnverified_untilTheLineComes() {
    FigureReading reading =
        new FigureReading(List.of(), Optional.of(Pattern.compile("^verified: (.*)")));
    assertThat(reading.isUnverified()).isTrue();
    reading.accept("verified: all of it");
    assertThat(reading.isUnverified()).isFalse();
    assertThat(reading.verified()).isEqualTo("all of it");
  }
}
