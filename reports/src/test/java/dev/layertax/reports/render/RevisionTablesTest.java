package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers see of two revisions measured in the same blocks, and of one place alone. */
class RevisionTablesTest {

  private static final Cell NEW = Cell.of("simulated", "wal-append", Map.of(), Target.NAMED_VOLUME);
  private static final Cell OLD = NEW.oldRevision();

  @ParameterizedTest
  @CsvSource({
    "1.5, costs 1.5 times the old one, slower",
    ".5, costs 0.5 times the old one, faster",
    "1, costs 1 times the old one, the same"
  })
  void everyFormat_clearChange_saysHowMuchAndInOneWord(double ratio, String costs, String word) {
    Report report = report(ratio, .001);
    assertThat(plain(ConsoleTable.render(report, 120, false))).contains(costs, ": " + word + ".");
    assertThat(MarkdownSummary.render(report))
        .contains("## " + RevisionTables.QUESTION, "| " + word + " |")
        .doesNotContain("## Comparisons", "like the kernel");
    assertThat(plain(HtmlReport.render(report)))
        .contains("<h3>" + RevisionTables.QUESTION + "</h3>", costs)
        .doesNotContain(
            "against the container's writable layer", "id=\"advantages\"", "id=\"likeness\"");
  }

  @Test
  void console_unclearChange_saysWhatCouldBeSeen() {
    assertThat(plain(ConsoleTable.render(report(1.1, .5), 120, false)))
        .contains(": undecided; a change of ")
        .contains("could be seen in 8 blocks.");
  }

  @Test
  void console_oldRevisionNeverMeasured_saysSo() {
    Plan plan = plan();
    Run run = ExampleRun.paired(plan, NEW, NEW.on(Target.TMPFS), .1, .2);
    Report report = new Report(run, Analysis.of(run), Optional.empty());
    assertThat(ConsoleTable.render(report, 120, false))
        .contains("no block measured both revisions");
  }

  /** Wherever it was wrapped or kept from being. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\u00A0]+", " ");
  }

  private static Plan plan() {
    return ExampleRun.plan(8, .99, NEW, OLD);
  }

  private static Report report(double ratio, double sd) {
    double[] logRatios = new double[8];
    for (int block = 0; block < logRatios.length; block++) {
      logRatios[block] =
          -StrictMath.log(ratio) + sd * (block % 2 == 0 ? 1 : -1) * (1 + block / 16.0);
    }
    Run run = ExampleRun.paired(plan(), NEW, OLD, logRatios);
    return new Report(run, Analysis.of(run), Optional.empty());
  }
}
