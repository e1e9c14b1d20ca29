package dev.layertax.harness.run;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.ContainerOptions;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkCommand;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.Image;
import dev.layertax.harness.environment.MachineConditions;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.PlannedCell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One visit to a cell: fresh storage, one fork, and nothing left of it. */
final class Visit implements CellVisit {

  /** Start, JMH's own time, a single shot's unknown length and a slow disk. */
  private static final Duration TIMEOUT_BASE = Duration.ofMinutes(2);

  private static final int TIMEOUT_FACTOR = 4;

  /**
   * Has HotSpot's quick compiler, and it alone, compile what was called some ten times.
   *
   * <p>A visit makes some hundreds of calls that wait for storage. With HotSpot's own thresholds
   * these are interpreted: the 1,000th delete of an image file through the simulated layer took
   * half as long as the 24th, while the kernel's layer, which has no Java in it, was as fast at
   * once. With these flags they are compiled after about 150.
   *
   * <p>Note: with low thresholds for both compilers the second one was at work while the visit
   * lasted, and atomic-replace cost 1.4 times what it costs without. A workload bound by the
   * processor needs it: a scan of a directory takes half as long again with the quick one alone.
   */
  private static final List<String> COMPILED_EARLY =
      List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.05");

  private final Engine engine;
  private final Image image;
  private final PlannedCell planned;
  private final Provisions provisions;
  private final Consumer<String> log;
  private final SortedMap<String, Double> overheadSeconds = new TreeMap<>();
  private final MachineConditions before = MachineConditions.now();

  private final Furnishing furnishing;
  private Container container;

  /**
   * @param provisions say how the cell's fork is started
   */
  Visit(
      Engine engine,
      Image image,
      PlannedCell planned,
      Provisions provisions,
      Consumer<String> log) {
    this.engine = engine;
    this.image = image;
    this.planned = planned;
    this.provisions = provisions;
    this.log = log;
    this.furnishing = new Furnishing(engine, planned.cell().target());
  }

  @Override
  public Map<Cell, Fork> make(Current current) throws VisitFailedException, InterruptedException {
    try {
      timed("create", this::create);
      timed("fill", this::fill);
      timed("settle", engine::settle);
      timed("start", container::start);
      current.set(container::kill);
      timed("warm", container::warm);
      // Again, as a kill without effect on the warming is still to end the fork.
      current.set(container::kill);
      return Map.of(cell(), fork());
    } catch (IOException e) {
      throw VisitFailedException.of(cell().target().toString(), e);
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      log.accept(cell() + ": " + trace);
      throw new VisitFailedException("a fault in the harness, see log.txt: " + e);
    } finally {
      current.set(null);
      stop();
      remove();
    }
  }

  @Override
  public Map<Cell, String> problems() {
    return Map.of();
  }

  @Override
  public SortedMap<String, Double> overheadSeconds() {
    return overheadSeconds;
  }

  @Override
  public SortedMap<String, Double> conditions() {
    return MachineConditions.now().since(before);
  }

  private Cell cell() {
    return planned.cell();
  }

  private void create() throws IOException {
    container =
        engine.create(
            new ContainerOptions(
                image, furnishing.mount(), Map.of("dev.layertax.cell", cell().toString())));
    furnishing.holds(() -> container.remove(true));
  }

  private void fill() throws IOException {
    if (furnishing.hostDirectory().isPresent()) {
      engine.fill(furnishing.hostDirectory().get(), image);
    }
  }

  private Fork fork() throws IOException, InterruptedException, VisitFailedException {
    ForkExit exit = container.run(command(cell(), planned.measurement(), provisions), timeout());
    if (exit.timedOut()) {
      throw new VisitFailedException(
          "the fork did not end within " + timeout().toSeconds() + " s and was killed");
    }
    if (exit.exitCode() != 0) {
      throw VisitFailedException.of(cell(), "the fork", exit);
    }
    String text =
        exit.result()
            .orElseThrow(() -> new VisitFailedException("the fork ended well without a result"));
    try {
      ForkReport report = ForkReport.parse(text);
      // What JMH alone timed is a little more or less than the time that passed.
      overheadSeconds.put(
          "fork", Math.max(0, exit.wall().toNanos() / 1e9 - measuredSeconds(report.fork())));
      log.accept(cell() + ": " + report.jvm() + ", file store " + report.store());
      return report.fork();
    } catch (DamagedForkReportException e) {
      throw new VisitFailedException(e.getMessage());
    }
  }

  static ForkCommand command(Cell cell, Measurement measurement, Provisions provisions) {
    List<String> words = new ArrayList<>(List.of("--workload", cell.workload()));
    cell.newRevision()
        .params()
        .forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    words.addAll(
        List.of(
            "--warmup-iterations", Integer.toString(measurement.warmupIterations()),
            "--warmup-seconds", Double.toString(measurement.warmupSeconds()),
            "--iterations", Integer.toString(measurement.iterations()),
            "--iteration-seconds", Double.toString(measurement.iterationSeconds())));
    List<String> flags = new ArrayList<>(provisions.jvmFlags(cell));
    if (!provisions.processorBound(cell)) {
      flags.addAll(COMPILED_EARLY);
    }
    return new ForkCommand(
        "dev.layertax.benchmarks.fork.ForkMain", words, flags, provisions.classPath(cell));
  }

  private Duration timeout() {
    Measurement measurement = planned.measurement();
    double seconds =
        measurement.warmupIterations() * measurement.warmupSeconds()
            + measurement.iterations() * measurement.iterationSeconds();
    return TIMEOUT_BASE.plusMillis((long) (TIMEOUT_FACTOR * seconds * 1e3));
  }

  /**
   * Seconds of the iterations, warm-up included, whatever their threads: an operation's seconds are
   * the elapsed time over the operations of all.
   */
  private static double measuredSeconds(Fork fork) {
    double seconds = 0;
    for (Iteration iteration : fork.warmup()) {
      seconds += iteration.operations() * iteration.secondsPerOp();
    }
    for (Iteration iteration : fork.iterations()) {
      seconds += iteration.operations() * iteration.secondsPerOp();
    }
    return seconds;
  }

  /**
   * Apart from the removal, which would do it by the way: a container is stopped far more often.
   */
  private void stop() {
    if (container == null) {
      return;
    }
    try {
      timed("stop", container::stop);
    } catch (IOException e) {
      log.accept(cell() + ": could not be stopped: " + e);
    }
  }

  /** Removes all that the visit made; what cannot be removed goes with the engine. */
  private void remove() {
    try {
      timed("remove", furnishing::close);
    } catch (IOException e) {
      log.accept(cell() + ": left behind until the engine closes: " + e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void timed(String name, Step step) throws IOException {
    long start = System.nanoTime();
    try {
      step.run();
    } finally {
      overheadSeconds.put(name, (System.nanoTime() - start) / 1e9);
    }
  }
}
