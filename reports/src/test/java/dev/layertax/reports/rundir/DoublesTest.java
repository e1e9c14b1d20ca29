package dev.layertax.reports.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Seals how a double is written, bit pattern by bit pattern: the shortest decimal of two digits or
 * more that reads back the same. {@code Double.toString} of JDK 17 gives other digits for the first
 * five. Source: {@code repr(struct.unpack(">d", bytes.fromhex(bits))[0])} of Python.
 */
class DoublesTest {

  @ParameterizedTest
  @CsvFileSource(resources = "golden/doubles.csv", numLinesToSkip = 1)
  void line_double_isTheShortestOnEveryJdk(String bits, String written) throws IOException {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(new String(RunJson.line(List.of(value)), UTF_8)).isEqualTo("[" + written + "]\n");
  }

  @Test
  void file_doublesOneBitApart_areTheSameTwelveDigits() throws IOException {
    assertThat(RunJson.file(List.of(0.8965156526358782, 0.8965156526358781)))
        .isEqualTo("[ 0.896515652636, 0.896515652636 ]\n");
    assertThat(RunJson.file(List.of(-1.2345678901254e-300, .1 + .2, 1e22, 9007199254740991.0)))
        .isEqualTo("[ -1.23456789013E-300, 0.3, 1.0E22, 9.007199254740991E15 ]\n");
    assertThat(RunJson.file(List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
        .isEqualTo("[ null, null ]\n");
  }
}
