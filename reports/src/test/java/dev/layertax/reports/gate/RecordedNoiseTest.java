package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedNoiseTest {

  private static final Cell NEW = ExampleRun.cell("wal-append", Target.NAMED_VOLUME);

  /**
   * Two runs of one cell: x = [.1, -.1]*5, y = [.2]*5 + [-.2]*5; numpy.sqrt(numpy.mean(numpy.
   * concatenate([x, y])**2)) = 0.15811388300841897.
   */
  @Test
  void of_runsOfOneCell_areScaledTogetherAboutTheTruth() {
    double[] first = {.1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1};
    double[] second = {.2, .2, .2, .2, .2, -.2, -.2, -.2, -.2, -.2};
    List<NoiseSeries> series = RecordedNoise.of(List.of(results(first), results(second)));
    assertThat(series).hasSize(2);
    assertThat(series.get(0).cell()).isEqualTo(NEW.toString());
    for (int i = 0; i < first.length; i++) {
      // Slower is above 0: ExampleRun's log ratios are advantages of the new one.
      assertThat(series.get(0).blocks().get(i))
          .isCloseTo(-first[i] / 0.15811388300841897, within(5e-5));
      assertThat(series.get(1).blocks().get(i))
          .isCloseTo(-second[i] / 0.15811388300841897, within(5e-5));
    }
  }

  @Test
  void of_runThatIsOff_keepsItsMean() {
    double[] off = {.3, .3, .3, .3, .3, .3, .3, .3, .3, .31};
    NoiseSeries series = RecordedNoise.of(List.of(results(off))).get(0);
    assertThat(series.blocks()).allMatch(value -> value < -.9);
  }

  @Test
  void of_fewBlocks_isNothing() {
    assertThat(RecordedNoise.of(List.of(results(new double[] {.1, .2, .3})))).isEmpty();
  }

  private static Results results(double[] logRatios) {
    return Analysis.of(
        ExampleRun.paired(
            ExampleRun.plan(logRatios.length, .99, NEW, NEW.oldRevision()),
            NEW,
            NEW.oldRevision(),
            logRatios));
  }
}
