package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.History;
import dev.layertax.reports.wording.Figures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryChartsTest {
  private static final Cell QUESTION =
      Cell.of("simulated", "first-write", Map.of("size", "64MiB"), Target.WRITABLE_LAYER);

  private final History history = History.of(List.of(run(1, "6.1"), run(2, "6.8"), run(3, "6.8")));
  private final HistoryCharts charts = new HistoryCharts(history);

  private static Run run(int day, String kernel) {
    Run run = EnginesRun.of("simulated");
    Map<String, String> host = new TreeMap<>(run.environment().host());
    host.put("kernel", kernel);
    return new Run(
        Altered.of(
            run.plan(),
            Map.of("runId", "run-" + day, "createdAt", "2026-11-0" + day + "T10:00:00Z")),
        Altered.of(run.environment(), Map.of("host", new TreeMap<>(host))),
        run.samples());
  }

  @Test
  void advantages_drawEveryRunsEstimateAndMarkOtherMachines() {
    Plot plot = charts.plots(QUESTION, history.advantages(), "Advantage", Figures::number).get(0);
    for (Target target : List.of(Target.NAMED_VOLUME, Target.BIND_MOUNT, Target.TMPFS)) {
      assertThat(plot.marks().getSeries(target.label()).getYData())
          .containsExactly(
              history.advantages().get(QUESTION.on(target)).stream()
                  .mapToDouble(History.Point::value)
                  .toArray());
      assertThat(plot.marks().getSeries(target.label() + " intervals").getYData()).hasSize(9);
    }
    assertThat(plot.marks().getSeries("marked 1.0")).isNotNull();
    assertThat(plot.marks().getSeries("marked 2.0")).isNull();
    assertThat(plot.labels())
        .extracting(Plot.Label::text)
        .contains("1", "2", "3", "run", "another machine");
  }

  @Test
  void costs_drawTheLayerToo() {
    Plot plot =
        charts.plots(QUESTION, history.costs(), "Time per operation", Figures::duration).get(0);
    assertThat(plot.marks().getSeries("writable-layer").getYData())
        .containsExactly(
            history.costs().get(QUESTION).stream().mapToDouble(History.Point::value).toArray());
  }

  @Test
  void charts_ofAnotherQuestion_areAbsentWithAReason() {
    Cell other = Cell.of("simulated", "unheard-of", Map.of(), Target.WRITABLE_LAYER);
    assertThat(charts.advantages(other).absence()).contains("No run gave an advantage");
    assertThat(charts.costs(other).absence()).contains("No run gave a cost");
  }
}
