package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Fidelity.Agreement;
import dev.layertax.reports.model.Prediction;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionsTest {

  private static final Cell DATABASE =
      Cell.of("kernel", "sqlite", Map.of("journal", "DELETE"), Target.NAMED_VOLUME);
  private static final Cell JOURNAL =
      Cell.of("kernel", "rollback-journal", Map.of(), Target.NAMED_VOLUME);
  private static final Cell PAGES =
      Cell.of("kernel", "page-update", Map.of("sync", "none"), Target.NAMED_VOLUME);

  /** The database's advantage is e in every block, the first pattern's off by these logs. */
  private static List<Sample> samples(double... logRatios) {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < logRatios.length; block++) {
      double mood = 1 + block / 7.0;
      add(samples, block, DATABASE, StrictMath.exp(1) * mood, mood);
      add(samples, block, JOURNAL, StrictMath.exp(1 + logRatios[block]) * mood, mood);
      add(samples, block, PAGES, 6 * mood, 2 * mood);
    }
    return samples;
  }

  private static void add(
      List<Sample> samples, int block, Cell cell, double onLayer, double onTarget) {
    samples.add(ExampleRun.sample(block, 0, cell.on(Target.WRITABLE_LAYER), onLayer));
    samples.add(ExampleRun.sample(block, 1, cell, onTarget));
  }

  private static List<Prediction> predictions(
      List<Sample> samples, List<String> patterns, Cell... cells) {
    Cell[] all =
        Arrays.stream(cells)
            .flatMap(cell -> List.of(cell.on(Target.WRITABLE_LAYER), cell).stream())
            .toArray(Cell[]::new);
    Results results =
        Analysis.of(
            new Run(
                ExampleRun.plan(8, .95, all)
                    .with(
                        List.of(), List.of(new DatabasePattern("sqlite journal=DELETE", patterns))),
                ExampleRun.environment(),
                samples));
    return results.predictions();
  }

  @Test
  void prediction_onePattern_isItsAdvantageOverTheDatabases() {
    List<Prediction> all = predictions(samples(D8), List.of("rollback-journal"), DATABASE, JOURNAL);
    assertThat(all).hasSize(1);
    Prediction one = all.get(0);
    assertThat(one.cell()).isEqualTo(DATABASE);
    assertThat(one.patterns()).containsExactly("rollback-journal");
    assertThat(one.advantage()).isCloseTo(StrictMath.exp(1), NINE_DIGITS);
    // As in EnginePairsTest: numpy.exp(scipy.stats.t.interval(.95, 7, d.mean(), sem(d)))
    assertThat(one.ratio()).isCloseTo(1.1037903174831891, NINE_DIGITS);
    assertThat(one.low()).isCloseTo(0.9931718398381288, NINE_DIGITS);
    assertThat(one.high()).isCloseTo(1.2267293695804056, NINE_DIGITS);
    assertThat(one.predicted() / one.advantage()).isCloseTo(one.ratio(), NINE_DIGITS);
    assertThat(one.blocks()).isEqualTo(8);
    assertThat(one.verdict()).isEqualTo(Agreement.AGREES);
  }

  @Test
  void prediction_twoPatterns_addsTheirCosts() {
    List<Prediction> all =
        predictions(
            samples(0, 0, 0),
            List.of("rollback-journal", "page-update sync=none"),
            DATABASE,
            JOURNAL,
            PAGES);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).predicted()).isCloseTo((StrictMath.exp(1) + 6) / (1 + 2), NINE_DIGITS);
  }

  @Test
  void prediction_patternNotInTheRun_isNone() {
    assertThat(predictions(samples(D8), List.of("wal-append"), DATABASE, JOURNAL)).isEmpty();
    assertThat(
            predictions(samples(D8), List.of("rollback-journal", "wal-append"), DATABASE, JOURNAL))
        .isEmpty();
  }

  @Test
  void prediction_patternFarOff_differs() {
    double[] off = Arrays.stream(D8).map(d -> d + .6).toArray();
    Prediction one =
        predictions(samples(off), List.of("rollback-journal"), DATABASE, JOURNAL).get(0);
    assertThat(one.verdict()).isEqualTo(Agreement.DIFFERS);
  }
}
