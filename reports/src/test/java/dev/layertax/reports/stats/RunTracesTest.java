package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.chart.StandardRun;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the charts of a run's course are drawn from. */
class RunTracesTest {
  private static final Cell CELL = ExampleRun.cell("wal-append", Target.NAMED_VOLUME);

  /** scipy.stats.t.interval(.99, 2, mean, sem) of log([1.5, 2, 1.2]), exp of all. */
  @Test
  void runningAdvantage_afterThreeBlocks_isScipys() {
    List<RunningAdvantage> steps =
        RunningAdvantage.of(
            Altered.of(
                StandardRun.results().comparisons().get(0),
                Map.of("blockRatios", List.of(1.5, 2.0, 1.2, 1.7), "confidence", .99)));
    assertThat(steps).extracting(RunningAdvantage::blocks).containsExactly(2, 3, 4);
    assertThat(steps.get(1).ratio()).isEqualTo(1.5326188647871062, within(1e-9));
    assertThat(steps.get(1).low()).isEqualTo(0.35329418489819886, within(1e-9));
    assertThat(steps.get(1).high()).isEqualTo(6.648625098027458, within(1e-8));
  }

  /** numpy.quantile([3, 1, 2, 10, 4, 7], [0, .25, .5, .75, 1]). */
  @Test
  void spread_isNumpys() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0, 10.0, 4.0, 7.0)))
        .isEqualTo(new Spread(6, 1, 2.25, 3.5, 6.25, 10));
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("at least one value");
  }

  @Test
  void forkTraces_areInBlockOrderAndLeaveFailuresOut() {
    Fork slowing =
        Fork.of(
            List.of(new Iteration(1, 9)),
            List.of(
                new Iteration(1, 1),
                new Iteration(1, 1.01),
                new Iteration(1, 2),
                new Iteration(1, 2.01)),
            Map.of(),
            Latencies.none());
    Run run =
        new Run(
            ExampleRun.plan(3, .99, CELL),
            ExampleRun.environment(),
            List.of(
                ExampleRun.sample(2, 0, CELL, slowing),
                ExampleRun.failure(1, 0, CELL, "no"),
                ExampleRun.sample(0, 0, CELL, 5)));
    List<ForkTrace> forks = ForkTrace.of(run).get(CELL);
    assertThat(forks).extracting(ForkTrace::block).containsExactly(0, 2);
    assertThat(forks).extracting(ForkTrace::unsteady).containsExactly(false, true);
    assertThat(forks.get(1).warmup()).containsExactly(9.0);
    assertThat(forks.get(1).measured()).containsExactly(1.0, 1.01, 2.0, 2.01);
    assertThat(forks.get(1).cost()).isEqualTo(1.505, within(1e-12));
    RunTimeline timeline = RunTimeline.of(run, ForkTrace.of(run));
    assertThat(timeline.sentinels()).isEmpty();
    assertThat(timeline.cells()).containsOnlyKeys(0, 2);
  }
}
