package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statistic against scipy 1.17.1, to nine digits: {@code statistics-cases.json} has the data,
 * the arguments, the Python call and its value; {@code statistics-cases.py} beside it computes the
 * values anew.
 */
class StatisticsCasesTest {

  private static final JsonNode FILE = file();

  private static JsonNode file() {
    try (InputStream in = StatisticsCasesTest.class.getResourceAsStream("statistics-cases.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The arguments of a case: names of data, or numbers. */
  private record Given(JsonNode arguments) {

    double[] data(int i) {
      return StreamSupport.stream(
              FILE.at("/data/" + arguments.get(i).textValue()).spliterator(), false)
          .mapToDouble(JsonNode::doubleValue)
          .toArray();
    }

    double number(int i) {
      assertThat(arguments.get(i).isNumber()).isTrue();
      return arguments.get(i).doubleValue();
    }

    int count(int i) {
      assertThat(arguments.get(i).canConvertToExactIntegral()).isTrue();
      return arguments.get(i).intValue();
    }
  }

  static Stream<Arguments> cases() {
    return StreamSupport.stream(FILE.get("cases").spliterator(), false)
        .map(
            one ->
                Arguments.of(
                    one.get("figure").textValue(),
                    one.get("call").textValue(),
                    one.get("arguments"),
                    one.get("value").doubleValue()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void figure_agreesWithScipy(String figure, String call, JsonNode arguments, double expected) {
    assertThat(of(figure, new Given(arguments))).isCloseTo(expected, NINE_DIGITS);
  }

  @Test
  void cases_areFortyOrMore() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
  }

  private static double of(String figure, Given given) {
    return switch (figure) {
      case "mean-low" -> MeanEstimate.of(given.data(0), given.number(1)).low();
      case "mean-high" -> MeanEstimate.of(given.data(0), given.number(1)).high();
      case "sd" -> MeanEstimate.of(given.data(0), .95).sd();
      case "t-quantile" -> MeanEstimate.upperQuantile(given.number(0), given.number(1));
      case "p-above" -> Evidence.of(given.data(0)).pAbove(given.number(1));
      case "p-below" -> Evidence.of(given.data(0)).pBelow(given.number(1));
      case "paired-t" -> PairedTests.t(given.data(0));
      case "signed-rank" -> PairedTests.signedRank(given.data(0));
      case "equivalence" -> PairedTests.equivalence(given.data(0), given.number(1));
      case "welch-p" -> welch(given).pValue();
      case "welch-low" -> welch(given).low();
      case "welch-high" -> welch(given).high();
      case "welch-equivalence" ->
          WelchTest.of(given.data(0), given.data(1), .99, given.number(2)).equivalencePValue();
      case "share-low" -> share(given).low();
      case "share-high" -> share(given).high();
      case "holm" -> AdjustedPValues.holm(given.data(0))[given.count(1)];
      case "benjamini-hochberg" -> AdjustedPValues.benjaminiHochberg(given.data(0))[given.count(1)];
      case "power" -> PairedPower.power(given.count(0), given.number(1), given.number(2));
      case "detectable" -> PairedPower.detectableNoncentrality(given.count(0), given.number(1));
      case "lag-1" -> Series.lag1Correlation(given.data(0));
      case "scaled-mad" -> Series.scaledMad(given.data(0));
      case "median" -> Series.median(given.data(0));
      case "kurtosis" -> NoiseShape.of(List.of(given.data(0))).excessKurtosis();
      case "looks-spent" -> looks(given).spent(given.number(0));
      case "looks-nominal" -> looks(given).nominal(given.number(0));
      default -> throw new IllegalArgumentException("no figure '" + figure + "'");
    };
  }

  private static WelchTest welch(Given given) {
    return WelchTest.of(given.data(0), given.data(1), given.number(2), .05);
  }

  private static BinomialEstimate share(Given given) {
    return BinomialEstimate.of(given.count(0), given.count(1), given.number(2));
  }

  private static Looks looks(Given given) {
    return Looks.after(List.of(given.count(1), given.count(2)));
  }
}
