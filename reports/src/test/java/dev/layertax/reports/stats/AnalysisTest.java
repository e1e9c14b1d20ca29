package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnalysisTest {

  private static final Cell LAYER = ExampleRun.cell("page-update", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);
  private static final Cell ANONYMOUS = LAYER.on(Target.ANONYMOUS_VOLUME);
  private static final Cell BIND = LAYER.on(Target.BIND_MOUNT);
  private static final Cell TMPFS = LAYER.on(Target.TMPFS);

  private static Plan plan(int blocks) {
    return ExampleRun.plan(blocks, .95, LAYER, NAMED);
  }

  private static Comparison compared(double... logRatios) {
    return Analysis.of(ExampleRun.paired(plan(logRatios.length), NAMED, LAYER, logRatios))
        .comparisons()
        .get(0);
  }

  @Test
  void comparison_layerCostsMore_isFasterWithAllItsFigures() {
    double[] d = D8.clone();
    for (int i = 0; i < d.length; i++) {
      d[i] += 1;
    }
    Comparison comparison = compared(d);
    // numpy.exp(1 + d.mean()), numpy.exp(1 + scipy.stats.t.interval(.95, 7, d.mean(), sem(d)))
    assertThat(comparison.ratio()).isCloseTo(Math.exp(1.09875), NINE_DIGITS);
    assertThat(comparison.low()).isCloseTo(Math.exp(1 - 0.006851578712091189), NINE_DIGITS);
    assertThat(comparison.high()).isCloseTo(Math.exp(1 + 0.2043515787120912), NINE_DIGITS);
    assertThat(comparison.target()).isEqualTo(Target.NAMED_VOLUME);
    assertThat(comparison.reference()).isEqualTo(Target.WRITABLE_LAYER);
    assertThat(comparison.verdict()).isEqualTo(Verdict.FASTER);
    assertThat(comparison.blocks()).isEqualTo(8);
    assertThat(comparison.confidence()).isEqualTo(.95);
    assertThat(comparison.flags()).isEmpty();
    assertThat(comparison.signedRankPValue()).isEqualTo(.0078125);
    assertThat(comparison.lag1Correlation()).isCloseTo(-0.41635422495803026, NINE_DIGITS);
    assertThat(comparison.logRatioSd()).isCloseTo(0.12631451675423985, NINE_DIGITS);
    assertThat(comparison.referenceCostPerOpSeconds()).isCloseTo(1, NINE_DIGITS);
    assertThat(comparison.costPerOpSeconds()).isCloseTo(Math.exp(-1.09875), NINE_DIGITS);
    assertThat(comparison.blockRatios()).hasSize(8);
    assertThat(comparison.blockRatios().get(1)).isCloseTo(Math.exp(.97), NINE_DIGITS);
    double noncentrality = PairedPower.detectableNoncentrality(8, .95);
    assertThat(comparison.minimumDetectableEffect())
        .isCloseTo(Math.expm1(noncentrality * 0.12631451675423985 / Math.sqrt(8)), NINE_DIGITS);
    assertThat(comparison.blocksNeeded()).isGreaterThan(8);
  }

  @Test
  void comparison_layerCostsLess_isSlower() {
    Comparison comparison = compared(-.5, -.52, -.48, -.51, -.49, -.505);
    assertThat(comparison.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(comparison.ratio()).isLessThan(1);
  }

  @Test
  void comparison_failedVisit_leavesItsBlockOutAndIsListed() {
    Run whole = ExampleRun.paired(plan(4), NAMED, LAYER, 1, 1.1, .9, 5);
    List<Sample> samples = new ArrayList<>(whole.samples());
    samples.removeIf(sample -> sample.block() == 3 && sample.cell().equals(NAMED));
    samples.add(ExampleRun.failure(3, 1, NAMED, "no space left"));
    Results results = Analysis.of(new Run(whole.plan(), whole.environment(), samples));
    assertThat(results.comparisons().get(0).blocks()).isEqualTo(3);
    assertThat(results.comparisons().get(0).ratio()).isCloseTo(Math.E, NINE_DIGITS);
    assertThat(results.failures()).containsExactly(new Results.Failure(3, NAMED, "no space left"));
    assertThat(results.blocks()).isEqualTo(4);
    assertThat(results.costs()).extracting(CellCost::failures).containsExactly(0, 1);
    assertThat(results.costs()).extracting(CellCost::blocks).containsExactly(4, 3);
  }

  @Test
  void comparison_nothingMeasured_isInconclusiveAndThere() {
    Results results = Analysis.of(new Run(plan(4), ExampleRun.environment(), List.of()));
    assertThat(results.comparisons()).hasSize(1);
    assertThat(results.comparisons().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(results.comparisons().get(0).ratio()).isNaN();
    assertThat(results.comparisons().get(0).blocks()).isZero();
    assertThat(results.blocks()).isZero();
  }

  @Test
  void controls_targetsOnDifferentDevices_areNone() {
    Plan plan = ExampleRun.plan(2, .95, LAYER, BIND, NAMED, ANONYMOUS);
    assertThat(controlled(plan, "/dev/sda", "/dev/sdb", "/dev/sdb"))
        .containsExactly(Target.ANONYMOUS_VOLUME);
    assertThat(controlled(plan, "/dev/sda", "/dev/sda", null))
        .containsExactly(Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME);
  }

  private static List<Target> controlled(Plan plan, String bind, String named, String anonymous) {
    Environment plain = ExampleRun.environment();
    List<Passport> passports = new ArrayList<>();
    passports.add(passport(Target.BIND_MOUNT, bind));
    passports.add(passport(Target.NAMED_VOLUME, named));
    passports.add(passport(Target.ANONYMOUS_VOLUME, anonymous));
    return Analysis.of(
            new Run(
                plan, new Environment(plain.schemaVersion(), plain.host(), passports), List.of()))
        .controls()
        .stream()
        .map(Comparison::reference)
        .toList();
  }

  private static Passport passport(Target target, String device) {
    return new Passport(
        LAYER.engine(),
        target,
        new TreeMap<>(device == null ? Map.of() : Map.of("device", device)));
  }

  @Test
  void controls_volumesAndBindMount_areHeldAgainstTheNamedVolume() {
    Plan plan = ExampleRun.plan(2, .95, LAYER, BIND, NAMED, ANONYMOUS, TMPFS);
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 2; block++) {
      samples.add(ExampleRun.sample(block, 0, NAMED, 1));
      samples.add(ExampleRun.sample(block, 1, BIND, 2));
      samples.add(ExampleRun.sample(block, 2, ANONYMOUS, 4));
    }
    Results results = Analysis.of(new Run(plan, ExampleRun.environment(), samples));
    assertThat(results.controls())
        .extracting(Comparison::target, Comparison::reference)
        .containsExactly(
            tuple(Target.NAMED_VOLUME, Target.BIND_MOUNT),
            tuple(Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME));
    // Two controls share the plan's one per cent.
    assertThat(results.controls())
        .extracting(Comparison::confidence)
        .containsOnly(1 - (1 - results.comparisons().get(0).confidence()) / 2);
    assertThat(results.controls().get(0).ratio()).isCloseTo(2, NINE_DIGITS);
    assertThat(results.controls().get(1).ratio()).isCloseTo(4, NINE_DIGITS);
    assertThat(results.comparisons())
        .extracting(Comparison::target)
        .containsExactly(
            Target.BIND_MOUNT, Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME, Target.TMPFS);
  }

  @Test
  void counters_oneForkDiffers_areNamed() {
    List<Sample> samples =
        List.of(
            counted(1, Map.of("flushes", 2.0, "bytesWritten", 10.0)),
            counted(0, Map.of("flushes", 1.0, "bytesWritten", 10.0)),
            counted(2, Map.of("bytesWritten", 10.0, "bytesCopiedUp", 3.0)));
    Results results = Analysis.of(new Run(plan(3), ExampleRun.environment(), samples));
    CellCounters counters = results.counters().get(0);
    assertThat(counters.cell()).isEqualTo(LAYER);
    assertThat(counters.counts())
        .isEqualTo(Map.of("flushes", 1.0, "bytesWritten", 10.0, "bytesCopiedUp", 3.0));
    assertThat(counters.unequal()).containsExactly("bytesCopiedUp", "flushes");
  }

  private static Sample counted(int block, Map<String, Double> counters) {
    return ExampleRun.sample(block, 0, LAYER, ExampleRun.fork(1, counters, Latencies.none()));
  }

  @Test
  void flags_firstVisitedIsAlwaysSlower_nameTheOrder() {
    // Even blocks visit the target first.
    Comparison comparison = compared(-.2, .2, -.21, .21, -.19, .19, -.2, .21);
    assertThat(comparison.flags()).contains("order");
    assertThat(comparison.orderEffect()).isCloseTo(Math.exp(-.2 - .2025), NINE_DIGITS);
    assertThat(compared(.2, .2, .21, .21, .19, .19, .2, .21).flags()).doesNotContain("order");
    // Found, but too small to matter.
    assertThat(compared(-.01, .01, -.011, .011, -.009, .009, -.01, .011).flags())
        .doesNotContain("order");
  }

  @Test
  void flags_blocksDriftTogether_nameTheCorrelation() {
    double[] drifting = new double[20];
    for (int i = 0; i < drifting.length; i++) {
      drifting[i] = i * .1;
    }
    assertThat(compared(drifting).flags()).contains("correlated");
  }

  @Test
  void flags_forksNeverSteady_areNamedAndCounted() {
    Fork falling =
        Fork.of(
            List.of(),
            List.of(
                new Iteration(1, 4),
                new Iteration(1, 4.1),
                new Iteration(1, 1),
                new Iteration(1, 1.1)),
            Map.of(),
            Latencies.none());
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      samples.add(ExampleRun.sample(block, 0, LAYER, 1 + block));
      samples.add(ExampleRun.sample(block, 1, NAMED, falling));
    }
    Results results = Analysis.of(new Run(plan(3), ExampleRun.environment(), samples));
    assertThat(results.comparisons().get(0).flags()).contains("unsteady");
    assertThat(results.costs()).extracting(CellCost::unsteadyForks).containsExactly(0, 3);
  }

  @Test
  void costs_percentiles_onlyThoseTheSampleCarries() {
    assertThat(percentiles(19, 1)).isEmpty();
    assertThat(percentiles(20, 1)).extracting(CellCost.Percentile::name).containsExactly("p50");
    assertThat(percentiles(999, 1)).hasSize(2);
    assertThat(percentiles(1000, 1)).hasSize(3);
    assertThat(percentiles(5000, 2)).hasSize(4);
    assertThat(percentiles(5000, 2).get(3).name()).isEqualTo("p99.9");
    assertThat(percentiles(5000, 2).get(3).low()).isNaN();
    assertThat(percentiles(20, 1).get(0).seconds()).isEqualTo(1.5e-6);
  }

  @Test
  void costs_percentilesFromTwentyBlocks_haveAnInterval() {
    CellCost.Percentile p50 = percentiles(100, 20).get(0);
    assertThat(p50.low()).isEqualTo(p50.high()).isCloseTo(1.5e-6, NINE_DIGITS);
  }

  private static List<CellCost.Percentile> percentiles(long count, int blocks) {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      Latencies latencies = new Latencies(new long[] {1500}, new long[] {count});
      samples.add(ExampleRun.sample(block, 0, LAYER, ExampleRun.fork(1, Map.of(), latencies)));
    }
    return Analysis.of(new Run(plan(blocks), ExampleRun.environment(), samples))
        .costs()
        .get(0)
        .percentiles();
  }

  @Test
  void sentinels_laterBlocksSlower_driftAboveOne() {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 6; block++) {
      samples.add(ExampleRun.sample(block, 0, ExampleRun.ANCHOR, block < 4 ? 1 : 1.2));
    }
    Results results = Analysis.of(new Run(plan(6), ExampleRun.environment(), samples));
    Results.Sentinel anchor = results.sentinels().get(1);
    assertThat(anchor.cost().cell()).isEqualTo(ExampleRun.ANCHOR);
    assertThat(anchor.drift()).isCloseTo(1.2, NINE_DIGITS);
    // numpy.std(numpy.log([1,1,1,1,1.2,1.2]), ddof=1)
    assertThat(anchor.logSd()).isCloseTo(0.09415044708234611, NINE_DIGITS);
    assertThat(results.sentinels().get(0).drift()).isNaN();
    assertThat(results.blocks()).isZero();
  }

  @Test
  void of_samplesInAnyOrder_isTheSame() {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(8);
    for (int block = 0; block < 21; block++) {
      Latencies latencies =
          new Latencies(new long[] {900, 1000 + random.nextInt(900)}, new long[] {50, 50});
      samples.add(
          ExampleRun.sample(
              block,
              block % 2,
              LAYER,
              ExampleRun.fork(1 + random.nextDouble(), Map.of("flushes", 1.0), latencies)));
      samples.add(ExampleRun.sample(block, 1 - block % 2, NAMED, 1 + random.nextDouble()));
      samples.add(ExampleRun.sample(block, 2, ExampleRun.ANCHOR, 1 + random.nextDouble()));
    }
    Results inOrder = Analysis.of(new Run(plan(21), ExampleRun.environment(), samples));
    assertThat(Analysis.comparisons(new Run(plan(21), ExampleRun.environment(), samples)))
        .isEqualTo(inOrder.comparisons());
    Collections.shuffle(samples, random);
    assertThat(Analysis.of(new Run(plan(21), ExampleRun.environment(), samples)))
        .isEqualTo(inOrder);
  }
}
