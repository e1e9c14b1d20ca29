package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Mount;
import dev.layertax.harness.environment.Sight;
import dev.layertax.harness.run.RunOutcome.End;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockSchedulerTest {

  private static final int VISITS_PER_BLOCK = 6;

  @TempDir Path directory;

  private final List<Sample> samples = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private FakeEngine engine;
  private FakeEngine host;

  @BeforeEach
  void engines() {
    engine = new FakeEngine("simulated", directory);
    host = new FakeEngine(Cell.HOST_ENGINE, directory);
  }

  private static Plan plan(int blocks, long seed, Double budgetSeconds) {
    Measurement measurement = new Measurement(1, 0.1, 2, 0.1);
    List<PlannedCell> cells = new ArrayList<>();
    for (Target target : Target.selectable()) {
      Cell cell = Cell.of("simulated", "wal-append", Map.of("size", "8KiB"), target);
      cells.add(new PlannedCell(cell, measurement));
    }
    Cell anchor =
        Cell.of(Cell.HOST_ENGINE, "wal-append", Map.of("size", "8KiB"), Target.HOST_DIRECTORY);
    return new Plan(
        Plan.SCHEMA_VERSION,
        "test",
        "2026-01-01T00:00:00Z",
        "0",
        "smoke",
        seed,
        blocks,
        budgetSeconds,
        0.95,
        0.05,
        cells,
        List.of(new PlannedCell(anchor, measurement)),
        List.of("run"),
        null);
  }

  private BlockScheduler scheduler(Plan plan) {
    return scheduler(
        plan, samples::add, new ProgressLines(new PrintStream(OutputStream.nullOutputStream())));
  }

  private BlockScheduler scheduler(Plan plan, SampleSink sink, ProgressListener listener) {
    return new BlockScheduler(
        plan,
        Map.of("simulated", engine, Cell.HOST_ENGINE, host),
        cell -> new Dataset("none", List.of()),
        sink,
        listener,
        log::add,
        nanos::get);
  }

  private static List<String> order(List<Sample> samples) {
    return samples.stream().map(s -> s.block() + " " + s.position() + " " + s.cell()).toList();
  }

  @Test
  void run_wholePlan_visitsEveryCellAndSentinelOncePerBlock() throws IOException {
    RunOutcome outcome = scheduler(plan(3, 42, null)).run(List.of());
    assertThat(outcome.end()).isEqualTo(End.COMPLETE);
    assertThat(outcome.visits()).isEqualTo(3 * VISITS_PER_BLOCK);
    assertThat(outcome.failures()).isZero();
    for (int block = 0; block < 3; block++) {
      int number = block;
      List<Sample> inBlock = samples.stream().filter(s -> s.block() == number).toList();
      assertThat(inBlock).extracting(Sample::position).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(new HashSet<>(inBlock.stream().map(Sample::cell).toList())).hasSize(6);
    }
    assertThat(engine.containersLeft).isZero();
    assertThat(engine.settled + host.settled).isEqualTo(18);
    assertThat(engine.datasetsBuilt).containsExactly("none");
  }

  @Test
  void run_sameSeed_sameOrderAndAnotherSeedAnother() throws IOException {
    scheduler(plan(4, 42, null)).run(List.of());
    List<String> first = order(samples);
    samples.clear();
    scheduler(plan(4, 42, null)).run(List.of());
    assertThat(order(samples)).isEqualTo(first);
    samples.clear();
    scheduler(plan(4, 43, null)).run(List.of());
    assertThat(order(samples)).isNotEqualTo(first);
  }

  @Test
  void order_seed42_isTheSameInEveryVersion() {
    assertThat(BlockOrder.of(plan(2, 42, null), 0))
        .extracting(planned -> planned.cell().target().label())
        .containsExactly(
            "writable-layer",
            "named-volume",
            "bind-mount",
            "tmpfs",
            "host-directory",
            "anonymous-volume");
  }

  @Test
  void order_manyBlocks_putsEveryCellInEveryPlaceAboutEquallyOften() {
    Plan plan = plan(1, 7, null);
    int[] first = new int[VISITS_PER_BLOCK];
    for (int block = 0; block < 6000; block++) {
      List<PlannedCell> order = BlockOrder.of(plan, block);
      for (int cell = 0; cell < plan.cells().size(); cell++) {
        first[cell] += order.get(0).equals(plan.cells().get(cell)) ? 1 : 0;
      }
    }
    // Binomial(6000, 1/6): mean 1000, standard deviation 29; five of them on each side.
    for (int cell = 0; cell < plan.cells().size(); cell++) {
      assertThat(first[cell]).isBetween(855, 1145);
    }
  }

  @Test
  void run_resumedAnywhere_measuresNothingTwiceAndLosesNothing() throws IOException {
    Plan plan = plan(3, 42, null);
    scheduler(plan).run(List.of());
    List<String> whole = order(samples);
    for (int kept = 0; kept <= whole.size(); kept++) {
      List<Sample> before = List.copyOf(samples.subList(0, kept));
      List<Sample> resumed = new ArrayList<>(before);
      scheduler(
              plan,
              resumed::add,
              new ProgressLines(new PrintStream(OutputStream.nullOutputStream())))
          .run(before);
      assertThat(order(resumed)).isEqualTo(whole);
    }
  }

  @Test
  void run_resumedWithFailedVisit_doesNotRepeatIt() throws IOException {
    engine.program = (container, command) -> FakeEngine.exit(1, null, "no");
    Plan plan = plan(1, 42, null);
    scheduler(plan).run(List.of());
    RunOutcome outcome = scheduler(plan).run(List.copyOf(samples));
    assertThat(outcome.visits()).isZero();
    assertThat(engine.datasetsBuilt).hasSize(1);
  }

  @Test
  void run_forkFails_isRecordedWithItsReasonAndTheRunGoesOn() throws IOException {
    engine.program =
        (container, command) ->
            FakeEngine.exit(1, null, "java.lang.Exception", "wal-append failed: bad page");
    RunOutcome outcome = scheduler(plan(1, 42, null)).run(List.of());
    assertThat(outcome.end()).isEqualTo(End.COMPLETE);
    assertThat(outcome.failures()).isEqualTo(5);
    assertThat(samples).hasSize(6);
    assertThat(samples.stream().filter(s -> !s.succeeded()))
        .extracting(Sample::reason)
        .containsOnly("the fork ended with exit code 1: wal-append failed: bad page");
    assertThat(engine.containersLeft).isZero();
  }

  @Test
  void run_damagedResult_isRecordedWithTheDamage() throws IOException {
    engine.program = (container, command) -> FakeEngine.exit(0, "layertax-fork\t1\n");
    scheduler(plan(1, 42, null)).run(List.of());
    assertThat(samples.stream().filter(s -> !s.succeeded()))
        .extracting(Sample::reason)
        .hasSize(5)
        .allMatch(reason -> reason.contains("without its line \"end\""));
  }

  @Test
  void run_createFailsOnFullDisk_saysSo() throws IOException {
    engine.createFailure = "upper: No space left on device";
    scheduler(plan(1, 42, null)).run(List.of());
    assertThat(samples.stream().filter(s -> !s.succeeded()))
        .extracting(Sample::reason)
        .hasSize(5)
        .allMatch(reason -> reason.contains("is full, free some"));
  }

  @Test
  void run_engineHasAFault_isRecordedAndTheRunGoesOn() throws IOException {
    engine.program =
        (container, command) -> {
          throw new IllegalStateException("planted");
        };
    RunOutcome outcome = scheduler(plan(1, 42, null)).run(List.of());
    assertThat(outcome.failures()).isEqualTo(5);
    assertThat(samples).hasSize(6);
    assertThat(log).anyMatch(line -> line.contains("IllegalStateException: planted"));
  }

  @Test
  void run_imageCannotBeBuilt_failsItsVisitsOnly() throws IOException {
    engine.buildFailure = "no rights";
    RunOutcome outcome = scheduler(plan(2, 42, null)).run(List.of());
    assertThat(outcome.failures()).isEqualTo(10);
    assertThat(samples).hasSize(12);
    assertThat(samples.stream().filter(s -> !s.succeeded()))
        .extracting(Sample::reason)
        .allMatch(reason -> reason.contains("image could not be built"))
        .allMatch(reason -> reason.contains("no rights"));
  }

  @Test
  void run_budget_startsNoBlockThatDoesNotFit() throws IOException {
    engine.program = host.program = this::takesOneSecond;
    RunOutcome outcome = scheduler(plan(10, 42, 20.0)).run(List.of());
    assertThat(outcome.end()).isEqualTo(End.BUDGET_SPENT);
    assertThat(samples).hasSize(3 * VISITS_PER_BLOCK);
  }

  @Test
  void run_budgetBelowOneBlock_makesOne() throws IOException {
    engine.program = host.program = this::takesOneSecond;
    scheduler(plan(10, 42, 0.5)).run(List.of());
    assertThat(samples).hasSize(VISITS_PER_BLOCK);
  }

  private ForkExit takesOneSecond(Container container, ForkCommand command) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return FakeEngine.exit(0, FakeEngine.GOOD_RESULT);
  }

  @Test
  void stop_inTheMiddleOfAFork_recordsNothingOfItAndRemovesItsContainer() throws IOException {
    BlockScheduler scheduler = scheduler(plan(3, 42, null));
    engine.program =
        (container, command) -> {
          if (samples.size() >= 7) {
            scheduler.stop();
            return FakeEngine.exit(137, null);
          }
          return FakeEngine.exit(0, FakeEngine.GOOD_RESULT);
        };
    RunOutcome outcome = scheduler.run(List.of());
    assertThat(outcome.end()).isEqualTo(End.INTERRUPTED);
    assertThat(samples).allMatch(Sample::succeeded).hasSizeBetween(7, 8);
    assertThat(engine.containersLeft).isZero();
  }

  @Test
  void stop_signalReachesTheForkFirst_recordsNoFailure() throws IOException {
    BlockScheduler scheduler = scheduler(plan(1, 42, null));
    engine.program =
        host.program =
            (container, command) -> {
              new Thread(scheduler::stop).start();
              return FakeEngine.exit(130, null);
            };
    assertThat(scheduler.run(List.of()).end()).isEqualTo(End.INTERRUPTED);
    assertThat(samples).isEmpty();
  }

  @Test
  void stop_beforeTheRun_visitsNothing() throws IOException {
    BlockScheduler scheduler = scheduler(plan(1, 42, null));
    scheduler.stop();
    assertThat(scheduler.run(List.of()).end()).isEqualTo(End.INTERRUPTED);
    assertThat(engine.containersMade).isZero();
  }

  @Test
  void run_sinkFails_endsWithItsException() {
    BlockScheduler scheduler =
        scheduler(
            plan(1, 42, null),
            sample -> {
              throw new IOException("samples.jsonl: full");
            },
            new ProgressLines(new PrintStream(OutputStream.nullOutputStream())));
    assertThatThrownBy(() -> scheduler.run(List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("samples.jsonl: full");
    assertThat(engine.containersLeft + host.containersLeft).isZero();
  }

  @Test
  void visit_command_namesTheCellInTheForksWords() throws IOException {
    scheduler(plan(1, 42, null)).run(List.of());
    assertThat(engine.commands.get(0).arguments())
        .containsExactly(
            "--workload", "wal-append",
            "--param", "size=8KiB",
            "--warmup-iterations", "1",
            "--warmup-seconds", "0.1",
            "--iterations", "2",
            "--iteration-seconds", "0.1");
  }

  @Test
  void visit_ok_recordsEveryStepsTime() throws IOException {
    scheduler(plan(1, 42, null)).run(List.of());
    assertThat(samples.get(0).overheadSeconds())
        .containsOnlyKeys("create", "fill", "settle", "warm", "start", "fork", "stop", "remove");
    // The fork's wall time of 30 ms less 10 operations of 2 ms.
    assertThat(samples.get(0).overheadSeconds().get("fork")).isCloseTo(0.010, within(1e-12));
  }

  @Test
  void run_images_areHandedOnBeforeTheFirstSample() throws IOException {
    List<ImageBuild> images = new ArrayList<>();
    SampleSink sink =
        new SampleSink() {
          @Override
          public void append(Sample sample) {
            assertThat(images).isNotEmpty();
            samples.add(sample);
          }

          @Override
          public void built(List<ImageBuild> built) {
            images.addAll(built);
          }
        };
    scheduler(
            plan(1, 42, null),
            sink,
            new ProgressLines(new PrintStream(OutputStream.nullOutputStream())))
        .run(List.of());
    assertThat(samples).hasSize(VISITS_PER_BLOCK);
    assertThat(images)
        .extracting(image -> image.engine() + " " + image.dataset())
        .containsExactly("simulated none");
    assertThat(images).allMatch(image -> image.seconds() > 0);
  }

  /** A volume that is on the layer, and everything else as it should be. */
  private ForkExit lieAboutTheNamedVolume(Container container, ForkCommand command) {
    if (!command.mainClass().equals(Sight.PROGRAM)) {
      return FakeEngine.exit(0, FakeEngine.GOOD_RESULT);
    }
    Mount mount = FakeEngine.mountOf(container);
    boolean unmounted = mount instanceof Mount.Layer || mount instanceof Mount.Named;
    String own = mount instanceof Mount.Tmpfs ? "tmpfs tmpfs" : "ext4 /dev/vda";
    return FakeEngine.exit(
        0,
        "layertax-passport\t1\nfact\tpath\t/data\nfact\tnamespace\tits own\n"
            + "mount\t1 0 0:57 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/u\n"
            + (unmounted ? "" : "mount\t2 1 254:0 / /data rw - " + own + " rw\n")
            + "end\n");
  }

  @Test
  void run_targetThatIsNotWhatItsNameSays_isNotMeasuredAndTheOthersAre() throws Exception {
    engine.facts = Map.of();
    engine.program = this::lieAboutTheNamedVolume;
    Plan plan = plan(2, 42, null);
    Environment environment =
        RunEnvironment.of(plan, Map.of("simulated", engine, Cell.HOST_ENGINE, host));
    assertThat(environment.passports().stream().filter(p -> p.invalid().isPresent()))
        .extracting(Passport::target)
        .containsExactly(Target.NAMED_VOLUME);
    assertThat(environment.passports().get(1).invalid())
        .hasValueSatisfying(
            why -> assertThat(why).contains("nothing is mounted at /data", "the writable layer"));
    assertThat(engine.containersLeft).isZero();
    scheduler(plan.only(cell -> environment.invalid(cell).isEmpty())).run(List.of());
    assertThat(samples).hasSize(2 * (VISITS_PER_BLOCK - 1)).allMatch(Sample::succeeded);
    assertThat(samples).noneMatch(s -> s.cell().target() == Target.NAMED_VOLUME);
  }

  @Test
  void environment_programThatLooksFails_isAProblemAndNoLie() throws Exception {
    engine.program = (container, command) -> FakeEngine.exit(1, null, "no java here");
    Environment environment =
        RunEnvironment.of(plan(1, 42, null), Map.of("simulated", engine, Cell.HOST_ENGINE, engine));
    assertThat(environment.passports())
        .hasSize(6)
        .allSatisfy(
            passport -> {
              assertThat(passport.invalid()).isEmpty();
              assertThat(passport.facts().get("problem")).contains("no java here");
            });
    assertThat(engine.containersLeft).isZero();
  }
}
