package dev.layertax.harness.guarantee.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs say to each other and to the harness. */
class LogRecordTest {

  private static final LogRecord RECORD = new LogRecord(42, 1_790_000_000_123_456_789L);

  private static String line() {
    String line = new String(RECORD.line(), US_ASCII);
    assertThat(line).endsWith("\n");
    return line.substring(0, line.length() - 1);
  }

  @Test
  void parse_lineOfARecord_isThatRecord() {
    assertThat(LogRecord.parse(line())).contains(RECORD);
  }

  @Test
  void parse_anyLetterChangedOrTheEndCutOff_isNoRecord() {
    String line = line();
    for (int i = 0; i < line.length(); i++) {
      String changed = line.substring(0, i) + (char) (line.charAt(i) ^ 1) + line.substring(i + 1);
      assertThat(LogRecord.parse(changed)).as(changed).isEmpty();
      assertThat(LogRecord.parse(line.substring(0, i))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"fsynced 15, 15", "fsynced, 0", "fsynced x, 0", "not fsynced 15, 0", "fsynced -5, 0"})
  void safe_lineOnStderr_isTheNumberItTells(String line, long records) {
    assertThat(Ledger.safe(line)).isEqualTo(records);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "found\t5\n", "found\t5\nend", "found 5\nend\n", "\t5\nend\n"})
  void facts_thatAreNotWhole_areRefused(String text) {
    assertThatThrownBy(() -> Facts.parse(text)).isInstanceOf(IOException.class);
  }

  @Test
  void facts_askedForWhatWasNotTold_areRefusedAndNameIt() throws IOException {
    Facts facts = Facts.parse("found\t5\nname\tx\ty\nend\n");
    assertThat(facts.number("found")).isEqualTo(5);
    assertThat(facts.text("name")).isEqualTo("x\ty");
    assertThatThrownBy(() -> facts.number("total"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("total");
    assertThatThrownBy(() -> facts.number("name")).isInstanceOf(IOException.class);
  }
}
