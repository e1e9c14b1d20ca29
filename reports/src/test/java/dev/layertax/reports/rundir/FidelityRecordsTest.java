package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.stats.Analysis;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FidelityRecordsTest {

  private static final Path FILTER =
      Path.of("src/main/resources/dev/layertax/reports/rundir/fidelity-record.jq");

  private static final Run RUN = EnginesRun.of("simulated", "kernel");
  private static final Results RESULTS = Analysis.of(RUN);

  @TempDir Path temporary;

  private static FidelityRecord record(Results results) {
    return new FidelityRecord(
        1,
        RUN.plan().runId(),
        RUN.plan().createdAt(),
        results.blocks(),
        .99,
        new TreeMap<>(
            Map.of("os", "Linux 6.18", "kernel", "6.18.5", "jdk", "17.0.15", "fileSystem", "ext4")),
        results.fidelity(),
        results.fidelitySummaries());
  }

  @Test
  void shipped_thisJar_isWholeOrAbsent() {
    // Throws when the record is damaged.
    FidelityRecords.shipped()
        .ifPresent(
            record -> {
              assertThat(record.fidelity()).isNotEmpty();
              assertThat(record.fidelitySummaries()).isNotEmpty();
              assertThat(record.blocks()).isPositive();
            });
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    byte[] json = RunJson.file(record(RESULTS)).getBytes(StandardCharsets.UTF_8);
    assertIsTheRecord(FidelityRecords.read(json));
  }

  /** But for the digits after the twelfth. */
  private static void assertIsTheRecord(Optional<FidelityRecord> read) {
    assertThat(read)
        .get()
        .usingRecursiveComparison()
        .withEqualsForType(
            (a, b) -> a.equals(b) || StrictMath.abs(a - b) <= 1e-11 * StrictMath.abs(b),
            Double.class)
        .isEqualTo(record(RESULTS));
  }

  @Test
  void read_emptyFileOrNoEntries_isNoRecord() throws IOException {
    assertThat(FidelityRecords.read(new byte[0])).isEmpty();
    Results alone = Analysis.of(EnginesRun.of("simulated"));
    byte[] json = RunJson.file(record(alone)).getBytes(StandardCharsets.UTF_8);
    assertThat(FidelityRecords.read(json)).isEmpty();
  }

  @Test
  void read_damagedRecord_namesTheField() {
    for (String json :
        List.of("{\"schemaVersion\": 1, \"blocks\": \"x\"}", "{\"schemaVersion\": 2}", "{")) {
      assertThatThrownBy(() -> FidelityRecords.read(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("fidelity-record.json");
    }
  }

  @Test
  void filter_onARunDirectory_makesTheRecord() throws Exception {
    boolean hasJq =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "jq")));
    if (!hasJq) {
      System.out.println("not checked: fidelity-record.jq, because this machine has no jq");
    }
    assumeTrue(hasJq, "no jq");
    Path run = temporary.resolve("run");
    RunDirectory.create(run, RUN.plan(), RUN.environment()).close();
    RunDirectory directory = RunDirectory.open(run);
    directory.writeResults(RESULTS);
    Path made = temporary.resolve("fidelity-record.json");
    Process jq =
        new ProcessBuilder(
                "jq",
                "-s",
                "-f",
                FILTER.toString(),
                directory.planJson().toString(),
                directory.environmentJson().toString(),
                directory.resultsJson().toString())
            .redirectOutput(made.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(jq.waitFor()).isZero();
    assertIsTheRecord(FidelityRecords.read(Files.readAllBytes(made)));
  }
}
