package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.AcceptedChange;
import dev.layertax.reports.model.Baseline.PastCell;
import dev.layertax.reports.model.Baseline.PastRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.SameMachine;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/layertax/reports/rundir/golden/baseline.json");
  private static final Cell VOLUME = ExampleRun.cell("wal-append", Target.NAMED_VOLUME);
  private static final Baseline BASELINE =
      new Baseline(
          1,
          SameMachine.facts(ExampleRun.environment()),
          List.of(
              new PastRun(
                  "run-1",
                  "2026-11-27T10:00:00Z",
                  "4f2a9c1",
                  List.of(-6.25, -6.125),
                  List.of(
                      new PastCell(
                          VOLUME, new Measurement(2, .5, 3, 1), List.of(.693147, .682311))))),
          List.of(new AcceptedChange(VOLUME, 1.2, "checksums", "2027-03-31")));

  @TempDir Path directory;

  @Test
  void write_baseline_isAsSealedAndReadAgain() throws IOException {
    Path file = directory.resolve("baseline.json");
    BaselineFile.write(file, BASELINE);
    if ("write".equals(System.getProperty("layertax.golden"))) {
      Files.writeString(GOLDEN, Files.readString(file));
    }
    assertThat(file).hasSameTextualContentAs(GOLDEN);
    assertThat(BaselineFile.read(file)).isEqualTo(BASELINE);
  }

  @ParameterizedTest
  @CsvSource({
    "schemaVersion\": 1, schemaVersion\": 9, schemaVersion is 9",
    "-6.25, null, null",
    "-6.25, \"x\", runs[0].anchorLogCosts[0]",
    "\"atMost\": 1.2, \"atMost\": 0.5, above 1 times as much",
    "\"runs\", \"rums\", runs: the field is missing",
    "named-volume, namd-volume, namd-volume"
  })
  void read_changedFile_isRefusedAndSaysWhere(String was, String is, String told)
      throws IOException {
    String whole = Files.readString(GOLDEN);
    assertThat(whole).contains(was);
    Path file = Files.writeString(directory.resolve("b.json"), whole.replace(was, is));
    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(told);
  }

  @Test
  void read_tornOrMissingFile_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("b.json"), "{\"schemaVersion\": 1, ");
    assertThatThrownBy(() -> BaselineFile.read(file)).isInstanceOf(RunDirectoryException.class);
    assertThatThrownBy(() -> BaselineFile.read(directory.resolve("none.json")))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("there is no such baseline");
    assertThat(BaselineFile.readIfAny(directory.resolve("none.json"))).isEmpty();
  }
}
