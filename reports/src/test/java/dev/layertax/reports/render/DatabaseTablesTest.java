package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.UnmeasuredCell;
import dev.layertax.reports.stats.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseTablesTest {

  private static final Cell SQLITE =
      Cell.of("kernel", "sqlite-transaction", Map.of("journal", "DELETE"), Target.NAMED_VOLUME);
  private static final Cell JOURNAL =
      Cell.of("kernel", "rollback-journal", Map.of(), Target.NAMED_VOLUME);

  private static Report report(Cell... patterns) {
    List<Cell> cells = new ArrayList<>(List.of(SQLITE.on(Target.WRITABLE_LAYER), SQLITE));
    for (Cell pattern : patterns) {
      cells.add(pattern.on(Target.WRITABLE_LAYER));
      cells.add(pattern);
    }
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 8; block++) {
      double mood = 1 + block / 64.0;
      for (Cell cell : cells) {
        double cost = (cell.target() == Target.WRITABLE_LAYER ? 2 : 1) * mood;
        samples.add(
            ExampleRun.sample(
                block,
                0,
                cell,
                ExampleRun.fork(cost, Map.of(), Latencies.none())
                    .verified(cell.workload().startsWith("sqlite") ? "7 rows <b>" : null)));
      }
    }
    Run run =
        new Run(
            ExampleRun.plan(8, .99, cells.toArray(Cell[]::new))
                .with(
                    List.of(
                        new UnmeasuredCell(
                            Cell.of(
                                "simulated",
                                "sqlite-transaction",
                                SQLITE.params(),
                                Target.WRITABLE_LAYER),
                            "SQLite opens files by the operating system")),
                    List.of(new DatabasePattern(SQLITE.question(), List.of("rollback-journal")))),
            ExampleRun.environment(),
            samples);
    return new Report(run, Analysis.of(run), Optional.empty());
  }

  @Test
  void page_databaseAndItsPattern_sideBySideWithTheError() {
    String html = HtmlReport.render(report(JOURNAL));
    assertThat(html)
        .contains("Does a hand-made pattern foretell the database?")
        .contains("rollback-journal foretells an advantage of 2, the database has 2")
        .contains("within 25")
        .contains("Put the data of SQLite on a named volume: it outlives the container there")
        .contains("7 rows &lt;b&gt;")
        .contains("looked over after 16 of 16 visits, and was right")
        .contains("SQLite opens files by the operating system.");
    assertThat(MarkdownSummary.render(report(JOURNAL))).contains("foretells an advantage of 2");
    assertThat(ConsoleTable.render(report(JOURNAL), 100, false))
        .contains("rollback-journal foretells")
        .contains("sqlite-transaction cannot be measured on the writable layer");
  }

  @Test
  void page_databaseWithoutItsPattern_saysHowToHoldThemAgainstEachOther() {
    assertThat(HtmlReport.render(report())).contains("add --workload rollback-journal");
  }
}
