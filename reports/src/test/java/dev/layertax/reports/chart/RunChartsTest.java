package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import dev.layertax.reports.stats.ForkTrace;
import dev.layertax.reports.stats.RunTimeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class RunChartsTest {
  private static final String ENGINE = "simulated";
  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell VOLUME = LAYER.on(Target.NAMED_VOLUME);
  private static final double[] LOG_RATIOS = {.1, .4, .2, .3, .25, .15};

  private final Run run = run(LOG_RATIOS);
  private final Results results = Analysis.of(run);

  private static Run run(double... logRatios) {
    Run paired =
        ExampleRun.paired(
            ExampleRun.plan(logRatios.length, .99, LAYER, VOLUME), VOLUME, LAYER, logRatios);
    List<Sample> samples = new ArrayList<>(paired.samples());
    for (int block = 0; block < logRatios.length; block++) {
      samples.add(ExampleRun.sample(block, 2, ExampleRun.CPU, block == 3 ? 4e-6 : 2e-6));
      samples.add(ExampleRun.sample(block, 3, ExampleRun.ANCHOR, 1e-3 * (1 + block / 10.0)));
    }
    return new Run(paired.plan(), paired.environment(), samples);
  }

  private RunCharts charts(Run run, Results results) {
    Map<Cell, List<ForkTrace>> forks = ForkTrace.of(run);
    return new Charts(results, .05).of(forks, RunTimeline.of(run, forks));
  }

  private static XYSeries series(Plot plot, String name) {
    return plot.marks().getSeries(name);
  }

  @Test
  void blocks_drawAStrokeForEveryBlock() {
    Comparison comparison = results.comparisons().get(0);
    for (Plot plot : charts(run, results).blocksPlots(ENGINE)) {
      double[] strokes = series(plot, "0.0 named-volume values").getXData();
      assertThat(DoubleStream.of(strokes).distinct().boxed().toList())
          .isEqualTo(comparison.blockRatios());
      assertThat(series(plot, "0.0 named-volume").getXData()).containsExactly(comparison.ratio());
    }
  }

  @Test
  void timeline_isRelativeToTheMedianAndMarksWhatWasSetAside() {
    Results setAside =
        Altered.of(
            results,
            Map.of("setAside", List.of(new Results.SetAsideBlock(3, "steal .3 is above .1"))));
    for (Plot plot : charts(run, setAside).timelinePlots()) {
      assertThat(series(plot, "Cpu").getYData()).containsExactly(1, 1, 1, 2, 1, 1);
      assertThat(series(plot, "Storage anchor").getYData()[0]).isEqualTo(1 / 1.25, within(1e-12));
      assertThat(series(plot, "all cells").getYData()).hasSize(6);
      assertThat(series(plot, "marked 4.0")).isNotNull();
      assertThat(plot.labels()).extracting(Plot.Label::text).contains("set aside", "block", "6");
    }
    assertThat(charts(run, results).timelinePlots().get(0).labels())
        .extracting(Plot.Label::text)
        .doesNotContain("set aside");
  }

  @Test
  void asBlocksCame_endsAtTheComparison() {
    Comparison comparison = results.comparisons().get(0);
    Plot plot = charts(run, results).asBlocksCamePlots(LAYER).get(0);
    double[] advantages = series(plot, "named-volume").getYData();
    assertThat(advantages).hasSize(5);
    assertThat(advantages[4]).isEqualTo(comparison.ratio(), within(1e-12));
    assertThat(series(plot, "named-volume intervals").getYData())
        .endsWith(new double[] {comparison.low(), comparison.high(), Double.NaN}, within(1e-9));
  }

  @Test
  void forks_drawAStrokeForEveryForkAndTheMedian() {
    for (Plot plot : charts(run, results).forksPlots(ENGINE)) {
      double[] strokes = series(plot, "0.1 named-volume values").getXData();
      double[] costs = Arrays.stream(LOG_RATIOS).map(ratio -> Math.exp(-ratio)).toArray();
      assertThat(strokes).hasSize(18);
      for (int i = 0; i < costs.length; i++) {
        assertThat(strokes[3 * i]).isEqualTo(costs[i], within(1e-12));
      }
      assertThat(series(plot, "0.1 named-volume").getXData()[0])
          .isEqualTo((Math.exp(-.2) + Math.exp(-.25)) / 2, within(1e-12));
    }
  }

  @Test
  void warmUp_goesFromTheFirstWarmUpToTheLastMeasured() {
    Plot plot = charts(run, results).warmUpPlots(VOLUME).get(0);
    assertThat(series(plot, "writable-layer").getYData())
        .containsExactly(new double[] {3, 1.1, 1, .98, 1.02}, within(1e-12));
    assertThat(plot.labels()).extracting(Plot.Label::text).contains("w1", "w2", "1", "2", "3");
  }

  @Test
  void everyChart_ofNothing_isAbsentWithAReason() {
    Run empty = new Run(run.plan(), run.environment(), List.of());
    RunCharts charts = charts(empty, Analysis.of(empty));
    assertThat(
            List.of(
                charts.timeline(),
                charts.blocks(ENGINE),
                charts.asBlocksCame(LAYER),
                charts.forks(ENGINE),
                charts.warmUp(LAYER)))
        .allSatisfy(
            drawing -> {
              assertThat(drawing.svg()).isEmpty();
              assertThat(drawing.absence()).endsWith(".");
            });
  }

  @Test
  void everyChart_ofManyBlocks_growsNoFurther() {
    double[] many = IntStream.range(0, 2000).mapToDouble(i -> 1 + .1 * Math.sin(i)).toArray();
    Run run = run(many);
    RunCharts charts = charts(run, Analysis.of(run));
    assertThat(
            DoubleStream.of(
                    series(charts.blocksPlots(ENGINE).get(0), "0.0 named-volume values").getXData())
                .distinct()
                .count())
        .isBetween(100L, (long) RunCharts.MOST_STROKES);
    assertThat(series(charts.timelinePlots().get(0), "Cpu").getYData().length)
        .isBetween(100, RunCharts.MOST_POINTS);
    assertThat(series(charts.asBlocksCamePlots(LAYER).get(0), "named-volume").getYData().length)
        .isBetween(20, 26);
    assertThat(charts.forks(ENGINE).svg().orElseThrow()).hasSizeLessThan(40_000);
  }

  @Test
  void strokes_ofManyValues_keepBothEnds() {
    List<Double> values = IntStream.range(0, 1000).mapToObj(i -> (double) (i * 7 % 1000)).toList();
    assertThat(RunCharts.strokes(values))
        .hasSize(RunCharts.MOST_STROKES)
        .isSorted()
        .startsWith(0.0)
        .endsWith(999.0);
  }

  @Test
  void iterationSteps_ofALongWarmUp_double() {
    List<Double> warmup = IntStream.range(1, 201).mapToObj(i -> (double) i).toList();
    List<Double> measured = IntStream.range(1, 12).mapToObj(i -> (double) i).toList();
    assertThat(IterationStep.of(List.of(new ForkTrace(0, warmup, measured, 1, false))))
        .extracting(IterationStep::label)
        .containsExactly(
            "w1", "w2", "w4", "w8", "w16", "w32", "w64", "w128", "w200", "1", "3", "5", "7", "9",
            "11");
    assertThat(
            new IterationStep(true, 2)
                .over(List.of(new ForkTrace(0, List.of(1.0), List.of(1.0), 1, false))))
        .isEmpty();
  }
}
