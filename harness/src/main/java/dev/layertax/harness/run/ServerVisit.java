package dev.layertax.harness.run;

import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.ForkExit;
import dev.layertax.harness.engine.ServerContainer;
import dev.layertax.harness.engine.ServerEngine;
import dev.layertax.harness.engine.ServerImage;
import dev.layertax.harness.environment.MachineConditions;
import dev.layertax.harness.server.FigureReading;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One visit to a server: fresh storage, one command, its figures, and nothing left of it. */
final class ServerVisit implements CellVisit {

  private final Engine engine;
  private final ServerEngine servers;
  private final ServerImage image;
  private final ServerWorkload workload;
  private final List<Cell> cells;
  private final Consumer<String> log;
  private final SortedMap<String, Double> overheadSeconds = new TreeMap<>();
  private final Map<Cell, String> problems = new HashMap<>();
  private final MachineConditions before = MachineConditions.now();
  private final Furnishing furnishing;
  private ServerContainer container;

  /**
   * @param engine is the servers' engine too
   * @param cells of the workload, all on one target
   */
  ServerVisit(
      Engine engine,
      ServerEngine servers,
      ServerImage image,
      ServerWorkload workload,
      List<Cell> cells,
      Consumer<String> log) {
    this.engine = engine;
    this.servers = servers;
    this.image = image;
    this.workload = workload;
    this.cells = List.copyOf(cells);
    this.log = log;
    this.furnishing = new Furnishing(engine, cells.get(0).target());
  }

  @Override
  public Map<Cell, Fork> make(Current current) throws VisitFailedException, InterruptedException {
    try {
      timed("create", this::create);
      timed("fill", container::fill);
      timed("settle", engine::settle);
      timed("start", container::start);
      current.set(container::kill);
      timed("look", this::look);
      timed("warm", container::warm);
      return figures();
    } catch (IOException e) {
      throw VisitFailedException.of(place(), e);
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      log.accept(cells.get(0) + ": " + trace);
      throw new VisitFailedException("a fault in the harness, see log.txt: " + e);
    } finally {
      current.set(null);
      end("stop", container == null ? () -> {} : container::stop);
      end("remove", furnishing::close);
    }
  }

  @Override
  public Map<Cell, String> problems() {
    return Collections.unmodifiableMap(problems);
  }

  @Override
  public SortedMap<String, Double> overheadSeconds() {
    return overheadSeconds;
  }

  @Override
  public SortedMap<String, Double> conditions() {
    return MachineConditions.now().since(before);
  }

  private String place() {
    return cells.get(0).target().toString();
  }

  private void create() throws IOException {
    container =
        servers.createServer(
            image,
            furnishing.mount(),
            Map.of("dev.layertax.cell", cells.get(0).visited().toString()));
    furnishing.holds(container::remove);
  }

  /** In each container, as what is mounted there is what was made for this one alone. */
  private void look() throws IOException, InterruptedException, VisitFailedException {
    Optional<String> invalid = ServerPassport.of(container, workload, cells.get(0)).invalid();
    if (invalid.isPresent()) {
      throw new VisitFailedException("it is not what its name says: " + invalid.get());
    }
  }

  private Map<Cell, Fork> figures() throws IOException, InterruptedException, VisitFailedException {
    FigureReading reading = new FigureReading(workload.figures(), workload.verification());
    ForkExit exit = container.run(workload.command(), reading::accept, workload.timeout());
    overheadSeconds.put("command", exit.wall().toNanos() / 1e9);
    if (exit.timedOut()) {
      throw new VisitFailedException(
          "the command did not end within " + workload.timeout().toSeconds() + " s and was killed");
    }
    if (exit.exitCode() != 0) {
      throw VisitFailedException.of(cells.get(0), "the command", exit);
    }
    if (reading.isUnverified()) {
      throw new VisitFailedException(
          "the command did not say that its data is whole: no line on its stdout matches '"
              + workload.verification().orElseThrow()
              + "'");
    }
    Map<Cell, Fork> forks = new HashMap<>();
    for (Cell cell : cells) {
      var figure = workload.figureOf(cell);
      reading
          .problem(figure)
          .ifPresentOrElse(
              why -> problems.put(cell, why),
              () -> forks.put(cell, fork(reading.secondsPerOp(figure), reading.verified())));
    }
    return forks;
  }

  private static Fork fork(double secondsPerOp, String verified) {
    return new Fork(
        List.of(),
        List.of(new Iteration(1, secondsPerOp)),
        Collections.emptySortedMap(),
        Latencies.none(),
        verified);
  }

  /** What cannot be ended now ends with the engine. */
  private void end(String name, Step step) throws InterruptedException {
    try {
      timed(name, step);
    } catch (IOException | VisitFailedException e) {
      log.accept(cells.get(0) + ": " + name + " failed: " + e);
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException, VisitFailedException;
  }

  private void timed(String name, Step step)
      throws IOException, InterruptedException, VisitFailedException {
    long start = System.nanoTime();
    try {
      step.run();
    } finally {
      overheadSeconds.put(name, (System.nanoTime() - start) / 1e9);
    }
  }
}
