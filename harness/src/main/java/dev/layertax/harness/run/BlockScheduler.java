package dev.layertax.harness.run;

import dev.layertax.harness.engine.Container;
import dev.layertax.harness.engine.Engine;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

  private long startedAt;
  private int visits;
  private int failures;
  private Container current;

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

  /**
   * Makes the visits that are not finished yet and returns when there are no more, the budget is
   * spent or {@link #stop} was called.
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
        current.kill();
      }
    }
  }

  private RunOutcome.End visitAll() throws IOException {
    boolean visitedBlock = false;
    for (int block = 0; block < plan.blocks(); block++) {
      List<PlannedCell> order = BlockOrder.of(plan, block);
      if (remainingOf(block, order).isEmpty()) {
        continue;
      }
      if (visitedBlock && !fitsBudget(remainingOf(block, order))) {
        return RunOutcome.End.BUDGET_SPENT;
      }
      if (!visitedBlock && !buildImages()) {
        return RunOutcome.End.INTERRUPTED;
      }
      visitedBlock = true;
      for (int position = 0; position < order.size(); position++) {
        PlannedCell planned = order.get(position);
        if (!finished.contains(new Place(block, planned.cell()))
            && !visit(block, position, planned)) {
          return RunOutcome.End.INTERRUPTED;
        }
      }
    }
    return RunOutcome.End.COMPLETE;
  }

  private boolean buildImages() throws IOException {
    boolean all = images.build(plan, this::isStopped);
    sink.built(images.builds());
    return all;
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
  private boolean visit(int block, int position, PlannedCell planned) throws IOException {
    if (isStopped()) {
      return false;
    }
    Cell cell = planned.cell();
    listener.visiting(block, position, cell);
    String startedText = Instant.now().toString();
    long visitStartedAt = nanoTime.getAsLong();
    Optional<Sample> sample = attempt(block, position, planned, startedText);
    if (sample.isEmpty()) {
      log.accept("stopped during block " + block + ", " + cell + "; not recorded");
      return false;
    }
    sink.append(sample.get());
    finished.add(new Place(block, cell));
    visits++;
    failures += sample.get().succeeded() ? 0 : 1;
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - visitStartedAt);
    pace.record(cell, took);
    advantage.record(sample.get());
    report(sample.get(), took);
    return true;
  }

  private Optional<Sample> attempt(
      int block, int position, PlannedCell planned, String startedText) {
    Cell cell = planned.cell();
    Visit visit = null;
    Fork fork = null;
    String reason = null;
    try {
      Engine engine = engines.get(cell.engine());
      if (engine == null) {
        throw new VisitFailedException("this run has no engine " + cell.engine());
      }
      visit = new Visit(engine, images.of(cell), planned, provisions.processorBound(cell), log);
      fork = visit.make(this::setCurrent);
    } catch (VisitFailedException e) {
      reason = e.getMessage();
      if (isStopped() || (e.wasToldToEnd() && stopsSoon())) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
      return Optional.empty();
    }
    return Optional.of(
        new Sample(
            block,
            position,
            cell,
            fork == null ? Sample.Outcome.FAILED : Sample.Outcome.OK,
            reason,
            startedText,
            fork,
            visit == null ? null : visit.overheadSeconds(),
            visit == null ? null : visit.conditions()));
  }

  private synchronized void setCurrent(Container container) {
    current = container;
    if (container != null && isStopped()) {
      container.kill();
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
    int visitsInBlock = plan.cells().size() + plan.sentinels().size();
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
            visitsInBlock,
            finished.size(),
            visitsInBlock * plan.blocks(),
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
