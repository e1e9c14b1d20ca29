package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.ReportFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuaranteesFileTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Plan PLAN = ExampleRun.plan(4, .99, LAYER, LAYER.on(Target.NAMED_VOLUME));

  @TempDir Path temporary;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void writeRun() throws IOException {
    Path path = temporary.resolve("run");
    RunDirectory.create(path, PLAN, ExampleRun.environment()).close();
    run = RunDirectory.open(path);
    file = path.resolve("guarantees.json");
  }

  @Test
  void readGuarantees_none_isEmpty() throws IOException {
    assertThat(run.readGuarantees()).isEmpty();
  }

  @Test
  void addGuarantees_thenRead_areTheSame() throws IOException {
    run.addGuarantees(ReportFixture.guarantees());
    assertThat(run.readGuarantees()).contains(ReportFixture.guarantees());
  }

  @Test
  void addGuarantees_overOthers_isRefusedNamesTheFileAndLeavesIt() throws IOException {
    Files.writeString(file, "theirs");
    assertThatThrownBy(() -> run.addGuarantees(ReportFixture.guarantees()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("theirs");
  }

  @Test
  void addGuarantees_overALinkThatLeadsNowhere_isRefused() throws IOException {
    Files.createSymbolicLink(file, temporary.resolve("elsewhere"));
    assertThatThrownBy(() -> run.requireNoGuarantees()).isInstanceOf(RunDirectoryException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\": 1 | \"schemaVersion\": 2 | schemaVersion is 2",
        "\"schemaVersion\": 1 | \"schemaVersion\": \"1\" | schemaVersion",
        "\"KEPT\" | \"SAFE\" | SAFE",
        "\"KEPT\" | 0 | outcome",
        "\"KEPT\" | null | null",
        "\"All.\" | \" \" | findings[0]: evidence is empty",
        "\"All.\" | 7 | evidence",
        "\"simulated\" | \"\\u001b[31m\" | cannot name an engine",
        "\"restart\" | \"<b>\" | cannot name an experiment",
        "\"writable-layer\" | \"host-directory\" | no target that guarantees anything",
        "\"writable-layer\" | \"layer\" | is no target",
        "\"unheard-of\" | \"restart\" | a second finding of restart",
        "\"source\": null | \"source\": \"somewhere\" | expected and source go together",
        "\"findings\": | \"finds\": | findings",
        "\"madeAt\": \"2026-11-24T10:00:00Z\", | '' | madeAt",
      })
  void readGuarantees_damaged_isRefusedAndNamed(String good, String bad, String named)
      throws IOException {
    run.addGuarantees(ReportFixture.guarantees());
    String text = Files.readString(file);
    int at = good.contains("unheard") ? text.lastIndexOf(good) : text.indexOf(good);
    assertThat(at).isNotNegative();
    Files.writeString(file, text.substring(0, at) + bad + text.substring(at + good.length()));
    assertThatThrownBy(() -> run.readGuarantees())
        .isInstanceOf(RunDirectoryException.class)
        .message()
        .contains("guarantees.json", named)
        .doesNotContainPattern("[\\p{Cntrl}]")
        .hasSizeLessThan(1000);
  }

  @Test
  void readGuarantees_endlessEvidence_isRefused() throws IOException {
    run.addGuarantees(ReportFixture.guarantees());
    Files.writeString(
        file, Files.readString(file).replace("\"All.\"", "\"" + "a".repeat(5_000) + "\""));
    assertThatThrownBy(() -> run.readGuarantees())
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("5000 characters");
  }

  @Test
  void readGuarantees_moreThanThereCanBe_isRefused() throws IOException {
    Guarantees one = ReportFixture.guarantees();
    Files.writeString(
        file,
        RunDirectory.json(
            new Guarantees(
                Plan.SCHEMA_VERSION,
                one.layertaxVersion(),
                one.madeAt(),
                Collections.nCopies(10_001, one.findings().get(0)))));
    assertThatThrownBy(() -> run.readGuarantees())
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("10001 findings");
  }

  @Test
  void readGuarantees_cutShort_isRefused() throws IOException {
    run.addGuarantees(ReportFixture.guarantees());
    String text = Files.readString(file);
    for (int length : List.of(0, 1, text.length() / 2, text.length() - 3)) {
      Files.writeString(file, text.substring(0, length));
      assertThatThrownBy(() -> run.readGuarantees())
          .isInstanceOf(RunDirectoryException.class)
          .hasMessageContaining("guarantees.json");
    }
  }
}
