package dev.layertax.harness.run;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Visits every cell and sentinel once per block, in an order of the block's own, and hands on each
 * sample as it is made.
 */
public final class BlockScheduler {

  private record Place(int block, Cell cell) {}

  private final Plan plan;
  private final Map<String, Engine> engines;
  private final Provisions provisions;
  private final SampleSink sink;
  private final ProgressListener listener;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;

  private final Images images;
  private final Set<Place> finished = new HashSet<>();
  private final Pace pace = new Pace();
  private final RunningAdvantage advantage = new RunningAdvantage();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private SettledCheck settled = () -> false;
  private long startedAt;
  private int visits;
  private int failures;
  private Runnable current;

  /**
   * @param engines by name, {@link Cell#HOST_ENGINE} for the sentinels included; one for each that
   *     the plan's cells name
   * @param provisions what each cell starts from
   */
  public BlockScheduler(
      Plan plan,
      Map<String, Engine> engines,
      Provisions provisions,
      SampleSink sink,
      ProgressListener listener,
      Consumer<String> log) {
    this(plan, engines, provisions, sink, listener, log, System::nanoTime);
  }

  BlockScheduler(
      Plan plan,
      Map<String, Engine> engines,
      Provisions provisions,
      SampleSink sink,
      ProgressListener listener,
      Consumer<String> log,
      LongSupplier nanoTime) {
    this.plan = plan;
    this.engines = Map.copyOf(engines);
    this.provisions = provisions;
    this.sink = sink;
    this.listener = listener;
    this.log = log;
    this.nanoTime = nanoTime;
    this.images = new Images(this.engines, provisions, listener, log);
  }

  /** Whether a look at what was handed on finds nothing left to decide. */
  @FunctionalInterface
  public interface SettledCheck {
    boolean test() throws IOException;
  }

  /** Asks at each look of the plan before the next block is made. */
  public void endWhen(SettledCheck check) {
    settled = check;
  }

  /**
   * Makes the visits that are not finished yet and returns when there are no more, the policy's
   * verdicts are settled, the budget is spent or {@link #stop} was called.
   *
   * @param before samples of the run that is resumed, failed ones included; empty for a new run
   * @throws IOException when a sample cannot be handed on; a failed visit is a sample, no exception
   */
  public RunOutcome run(List<Sample> before) throws IOException {
    startedAt = nanoTime.getAsLong();
    for (Sample sample : before) {
      finished.add(new Place(sample.block(), sample.cell()));
      advantage.record(sample);
    }
    RunOutcome.End end = visitAll();
    RunOutcome outcome = new RunOutcome(end, visits, failures, elapsed());
    log.accept("run ended: " + outcome);
    listener.ended(outcome);
    return outcome;
  }

  /** Kills the fork at work and makes {@link #run} return. From any thread; returns at once. */
  public void stop() {
    stopped.countDown();
    synchronized (this) {
      if (current != null) {
        current.run();
      }
    }
  }

  private RunOutcome.End visitAll() throws IOException {
    boolean visitedBlock = false;
    for (int block = 0; block < plan.blocks(); block++) {
      List<PlannedCell> remaining = remainingOf(block, BlockOrder.of(plan, block));
      if (remaining.isEmpty()) {
        continue;
      }
      if (isLook(block) && settled.test()) {
        return RunOutcome.End.SETTLED;
      }
      if (visitedBlock && !fitsBudget(remaining)) {
        return RunOutcome.End.BUDGET_SPENT;
      }
      if (!visitedBlock && !buildImages()) {
        return RunOutcome.End.INTERRUPTED;
      }
      visitedBlock = true;
      if (!visitAll(block)) {
        return RunOutcome.End.INTERRUPTED;
      }
    }
    return RunOutcome.End.COMPLETE;
  }

  private boolean isLook(int blocksMade) {
    return plan.looks().contains(blocksMade);
  }

  /** Whether every visit of the block was made. */
  private boolean visitAll(int block) throws IOException {
    List<List<PlannedCell>> order = BlockOrder.visits(plan, block);
    for (int position = 0; position < order.size(); position++) {
      List<PlannedCell> remaining = remainingOf(block, order.get(position));
      if (!remaining.isEmpty() && !visit(block, position, remaining)) {
        return false;
      }
    }
    return true;
  }

  private boolean buildImages() throws IOException {
    try {
      boolean all = images.build(plan, this::isStopped);
      sink.built(images.builds());
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<PlannedCell> remainingOf(int block, List<PlannedCell> order) {
    return order.stream()
        .filter(planned -> !finished.contains(new Place(block, planned.cell())))
        .toList();
  }

  /** Whether visits can be made within the budget, as long as they took before. */
  private boolean fitsBudget(List<PlannedCell> cells) {
    if (plan.budgetSeconds() == null) {
      return true;
    }
    double seconds = pace.secondsFor(cells);
    double left = plan.budgetSeconds() - elapsed().toNanos() / 1e9;
    if (seconds > left) {
      log.accept("budget: the next block needs %.1f s, %.1f s are left".formatted(seconds, left));
    }
    return seconds <= left;
  }

  /** Whether the visit was made and recorded; not when the run was stopped on the way. */
  private boolean visit(int block, int position, List<PlannedCell> cells) throws IOException {
    if (isStopped()) {
      return false;
    }
    Cell first = cells.get(0).cell();
    listener.visiting(block, position, first);
    String startedText = Instant.now().toString();
    long visitStartedAt = nanoTime.getAsLong();
    List<Sample> samples = attempt(block, position, cells, startedText);
    if (samples.isEmpty()) {
      log.accept("stopped during block " + block + ", " + first.visited() + "; not recorded");
      return false;
    }
    for (Sample sample : samples) {
      sink.append(sample);
      finished.add(new Place(block, sample.cell()));
    }
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - visitStartedAt);
    for (Sample sample : samples) {
      visits++;
      failures += sample.succeeded() ? 0 : 1;
      pace.record(sample.cell(), took.dividedBy(samples.size()));
      advantage.record(sample);
      report(sample, took);
    }
    return true;
  }

  /** The samples of a visit, one for each cell; none when the run was stopped. */
  private List<Sample> attempt(
      int block, int position, List<PlannedCell> cells, String startedText) {
    CellVisit visit = null;
    Map<Cell, Fork> forks = Map.of();
    Map<Cell, String> problems = Map.of();
    String reason = null;
    try {
      visit = visitTo(cells);
      forks = visit.make(this::setCurrent);
      problems = visit.problems();
    } catch (VisitFailedException e) {
      reason = e.getMessage();
      if (isStopped() || (e.wasToldToEnd() && stopsSoon())) {
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
      return List.of();
    }
    List<Sample> samples = new ArrayList<>();
    for (PlannedCell planned : cells) {
      Cell cell = planned.cell();
      Fork fork = forks.get(cell);
      samples.add(
          new Sample(
              block,
              position,
              cell,
              fork == null ? Sample.Outcome.FAILED : Sample.Outcome.OK,
              fork == null ? problems.getOrDefault(cell, reason) : null,
              startedText,
              fork,
              // Once for each visit: its steps are not taken again for each of its cells.
              visit == null || !samples.isEmpty() ? null : visit.overheadSeconds(),
              visit == null ? null : visit.conditions()));
    }
    return samples;
  }

  private CellVisit visitTo(List<PlannedCell> cells) throws VisitFailedException {
    PlannedCell first = cells.get(0);
    Cell cell = first.cell();
    Engine engine = engines.get(cell.engine());
    if (engine == null) {
      throw new VisitFailedException("this run has no engine " + cell.engine());
    }
    Optional<ServerWorkload> server = provisions.server(cell);
    if (server.isPresent()) {
      return new ServerVisit(
          engine,
          images.servers().engine(cell),
          images.servers().of(server.get()),
          server.get(),
          cells.stream().map(PlannedCell::cell).toList(),
          log);
    }
    return new Visit(engine, images.of(cell), first, provisions, log);
  }

  private synchronized void setCurrent(Runnable kill) {
    current = kill;
    if (kill != null && isStopped()) {
      kill.run();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** A terminal's Ctrl-C ends the fork too, and perhaps before our own hook has run. */
  private boolean stopsSoon() {
    try {
      return stopped.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
  }

  private void report(Sample sample, Duration took) {
    Cell cell = sample.cell();
    int cellsInBlock = plan.cells().size() + plan.sentinels().size();
    log.accept(
        "block %d, visit %d, %s: %s in %.2f s, overhead %s"
            .formatted(
                sample.block(),
                sample.position(),
                cell,
                sample.succeeded() ? "ok" : "FAILED (" + sample.reason() + ")",
                took.toNanos() / 1e9,
                sample.overheadSeconds()));
    listener.visited(
        new Progress(
            sample,
            plan.blocks(),
            BlockOrder.visits(plan, sample.block()).size(),
            finished.size(),
            cellsInBlock * plan.blocks(),
            took,
            remaining(),
            cell.engine().equals(Cell.HOST_ENGINE) ? OptionalDouble.empty() : advantage.of(cell)));
  }

  private Optional<Duration> remaining() {
    if (!pace.isKnown()) {
      return Optional.empty();
    }
    double seconds = 0;
    for (int block = 0; block < plan.blocks(); block++) {
      seconds += pace.secondsFor(remainingOf(block, BlockOrder.of(plan, block)));
    }
    if (plan.budgetSeconds() != null) {
      seconds = Math.min(seconds, Math.max(0, plan.budgetSeconds() - elapsed().toNanos() / 1e9));
    }
    return Optional.of(Duration.ofMillis((long) (seconds * 1e3)));
  }
}
