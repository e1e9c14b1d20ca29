package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.render.HistoryPage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path first;
  private Path second;

  @BeforeEach
  void twoRuns() throws Exception {
    first = directory.resolve("first");
    second = directory.resolve("second");
    HealthyRun.write(first);
    HealthyRun.write(second);
  }

  private int execute(Object... words) {
    CommandLine line = Layertax.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
  }

  @Test
  void report_ofOneRun_writesItsChartsAndNoHistory() throws Exception {
    assertThat(execute("report", first)).as(err.toString()).isZero();
    assertThat(directory.resolve("history.html")).doesNotExist();
    String page = Files.readString(first.resolve("report.html"));
    try (Stream<Path> charts = Files.list(first.resolve("charts"))) {
      assertThat(charts.toList())
          .hasSizeGreaterThan(8)
          .allSatisfy(
              chart -> assertThat(page).containsOnlyOnce("\"charts/" + chart.getFileName() + "\""));
    }
    assertThat(page).contains("download=\"results.json\"", "download=\"samples.jsonl\"");
  }

  @Test
  void report_ofSeveralRuns_writesTheirHistoryBesideTheLast() throws Exception {
    assertThat(execute("report", first, second)).as(err.toString()).isZero();
    Path page = directory.resolve("history.html");
    assertThat(Files.readString(page)).contains(HistoryPage.MARK);
    assertThat(out.toString()).contains("history: " + page);
    assertThat(execute("report", second, first)).as("again: " + err).isZero();
  }

  @Test
  void report_whereSomethingElseStands_leavesItAlone() throws Exception {
    Path others = directory.resolve("history.html");
    Files.writeString(others, "my own");
    assertThat(execute("report", first, second)).isEqualTo(64);
    assertThat(err.toString()).contains("history.html: is no page of Layertax's", "--history");
    assertThat(others).hasContent("my own");
    assertThat(execute("report", first, second, "--history", directory.resolve("h.html"))).isZero();
    assertThat(directory.resolve("h.html")).isNotEmptyFile();
  }

  @Test
  void report_historyOfOneRunOrOfTheSameTwice_isAMistake() {
    assertThat(execute("report", first, "--history", directory.resolve("h.html"))).isEqualTo(64);
    assertThat(execute("report", first, directory.resolve("second/../first"))).isEqualTo(64);
    assertThat(err.toString())
        .contains("name at least two directories", "is named twice")
        .doesNotContain("\tat ");
    assertThat(directory.resolve("h.html")).doesNotExist();
  }

  @Test
  void report_ofWhatIsNoRun_namesIt() {
    assertThat(execute("report", first, directory.resolve("absent"))).isEqualTo(20);
    assertThat(err.toString()).contains("absent").doesNotContain("\tat ");
    assertThat(directory.resolve("history.html")).doesNotExist();
  }
}
