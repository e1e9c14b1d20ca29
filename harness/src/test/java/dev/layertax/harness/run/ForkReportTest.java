package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkReportTest {

  private static String golden() throws IOException {
    try (InputStream file = ForkReportTest.class.getResourceAsStream("fork.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void parse_goldenFile_readsEveryLine() throws Exception {
    ForkReport report = ForkReport.parse(golden());
    Fork fork = report.fork();
    assertThat(report.jvm()).isEqualTo("OpenJDK 64-Bit Server VM 17.0.15+6");
    assertThat(report.store()).isEqualTo("ext4 /dev/vda");
    assertThat(fork.warmup()).containsExactly(new Iteration(120, 8.5e-4));
    assertThat(fork.iterations())
        .containsExactly(new Iteration(400, 2.5e-4), new Iteration(410, 2.44e-4));
    assertThat(fork.counters()).containsEntry("bytesWritten", 8192.0);
    assertThat(fork.counters()).containsEntry("bytesCopiedUp", 0.0);
    assertThat(fork.latencies().nanos()).containsExactly(200_000, 900_000);
    assertThat(fork.latencies().counts()).containsExactly(700, 110);
  }

  @Test
  void parse_cutAnywhere_isNeverTakenForWhole() throws Exception {
    String whole = golden();
    // The last newline alone may be missing: the line "end" is there.
    for (int length = 0; length < whole.length() - 1; length++) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> ForkReport.parse(cut))
          .as("cut after %d characters", length)
          .isInstanceOf(DamagedForkReportException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layertax-fork\t1|layertax-fork\t2|must begin with",
        "iteration\t0\t400\t2.5E-4|iteration\t0\t0\t2.5E-4|above 0",
        "iteration\t0\t400\t2.5E-4|iteration\t0\t400\tNaN|above 0",
        "iteration\t0\t400\t2.5E-4|iteration\t0\t400\t-1|above 0",
        "iteration\t0\t400\t2.5E-4|iteration\t0\t400\tInfinity|above 0",
        "iteration\t1\t410|iteration\t2\t410|index must be 1",
        "iteration\t1\t410\t2.44E-4|iteration\t1\t410|must have 4 fields",
        "iteration\t1\t410\t2.44E-4|itera|no such line",
        "counter\tbytesCopiedUp\t0\t810|counter\tbytesCopiedUp\t0\t0|1 or more operations",
        "counter\tbytesCopiedUp|counter\tbytesWritten|there twice",
        "counter\tbytesCopiedUp\t0|counter\tbytesCopiedUp\tx|\"x\"",
        "latency\t900000\t110|latency\t100\t110|must rise",
        "latency\t900000\t110|latency\t900000\t0|count of 1 or more",
      })
  void parse_damagedLine_namesTheDamage(String from, String to, String message) throws Exception {
    String whole = golden();
    assertThat(whole).contains(from);
    assertThatThrownBy(() -> ForkReport.parse(whole.replace(from, to)))
        .isInstanceOf(DamagedForkReportException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parse_linesAfterTheEnd_areDamage() throws Exception {
    String twice = golden() + "end\n";
    assertThatThrownBy(() -> ForkReport.parse(twice))
        .isInstanceOf(DamagedForkReportException.class)
        .hasMessageContaining("nothing may follow");
  }

  @Test
  void parse_noMeasuredIteration_isDamage() {
    assertThatThrownBy(() -> ForkReport.parse("layertax-fork\t1\nwarmup\t0\t1\t1.0\nend\n"))
        .isInstanceOf(DamagedForkReportException.class)
        .hasMessageContaining("no measured iteration");
  }

  @Test
  void parse_binaryGarbage_isDamage() {
    assertThatThrownBy(() -> ForkReport.parse("\0\1\2".repeat(1000)))
        .isInstanceOf(DamagedForkReportException.class)
        .hasMessageContaining("must begin with");
  }
}
