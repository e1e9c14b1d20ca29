package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupChartTest {
  private static Guarantee finding(String experiment, Guarantee.Throughput throughput) {
    return new Guarantee(
        "simulated", Target.NAMED_VOLUME, experiment, Outcome.KEPT, "All.", null, null, throughput);
  }

  private static Guarantees guarantees(Guarantee... findings) {
    return new Guarantees(1, "0", "2026-11-27T00:00:00Z", List.of(findings));
  }

  @Test
  void backups_drawOutAndInAgain() {
    for (Plot plot :
        BackupChart.plots(
            guarantees(
                finding("restart", null), finding("backup", new Guarantee.Throughput(2e8, 5e7))))) {
      assertThat(plot.marks().getSeries("0.0 named-volume").getXData())
          .containsExactly(2e8 / (1 << 20));
      assertThat(plot.marks().getSeries("1.0 named-volume").getXData())
          .containsExactly(5e7 / (1 << 20));
      assertThat(plot.labels())
          .extracting(Plot.Label::text)
          .anyMatch(text -> text.startsWith("191 MiB/s"))
          .contains("backup, engine simulated: out of it")
          .anyMatch(text -> text.startsWith("backup, engine simulated: into"));
    }
  }

  @Test
  void backups_withoutFigures_areAbsentWithAReason() {
    assertThat(new BackupChart().of(guarantees(finding("backup", null))).absence())
        .contains("No backup");
  }
}
