package dev.layertax.reports.rundir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
}
