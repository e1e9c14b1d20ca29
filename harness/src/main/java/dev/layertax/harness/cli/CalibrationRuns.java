package dev.layertax.harness.cli;

import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.plan.PlanException;
import dev.layertax.harness.plan.PlanRequest;
import dev.layertax.harness.plan.Planner;
import dev.layertax.harness.run.BlockScheduler;
import dev.layertax.harness.run.Interruption;
import dev.layertax.harness.run.ProgressListener;
import dev.layertax.harness.run.RevisionProvisions;
import dev.layertax.harness.run.RunEnvironment;
import dev.layertax.harness.run.RunLog;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.Gate;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RevisionChange;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Analysis;
import dev.layertax.reports.stats.BinomialEstimate;
import dev.layertax.reports.stats.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gate runs of one revision against itself, and against itself with a known delay, each in a run
 * directory of its own that {@code report} opens.
 *
 * <p>They have no sentinels: both arms of a pair stand in the same block, and nothing else is
 * compared.
 */
final class CalibrationRuns {

  /** The usual limits of a regression rule, on every cell. */
  static final String POLICY = "regression: {tolerance: 0.03, margin: 0.10}\n";

  private static final String DELAY = "-Dlayertax.delay.nanos=";
  private static final double CONFIDENCE = .95;

  private final Path directory;
  private final Calibration.Request request;
  private final ProgressListener listener;
  private final Interruption interruption;
  private final Policy policy = Policy.parse(POLICY, "calibration");

  /**
   * @param directory of the calibration; its runs lie in it
   */
  CalibrationRuns(
      Path directory,
      Calibration.Request request,
      ProgressListener listener,
      Interruption interruption) {
    this.directory = directory;
    this.request = request;
    this.listener = listener;
    this.interruption = interruption;
  }

  /** The run's place in the calibration's directory. */
  static String name(int delayPercent, int number) {
    return (delayPercent == 0 ? "same-" : "delay" + delayPercent + "-") + number;
  }

  /** What one run found. */
  private record Judged(Results results, GateOutcome outcome) {}

  /**
   * Makes what is missing of a run and judges it; one that ended before is only read.
   *
   * @param number of the run in its series, from 1
   * @param pilot the undelayed cost of an operation of each cell in seconds; empty for no delay
   * @return empty when it was interrupted
   */
  private Optional<Judged> run(int delayPercent, int number, Map<Cell, Double> pilot)
      throws IOException, InterruptedException, PlanException, UserException {
    String id = name(delayPercent, number);
    Path path = directory.resolve(id);
    try (RunDirectory place =
        Files.exists(path)
            ? RunDirectory.openForResume(path)
            : create(path, id, delayPercent, number)) {
      if (!Files.exists(place.resultsJson())) {
        measure(place, delayPercent, pilot);
        if (interruption.requested()) {
          return Optional.empty();
        }
      }
      Run run = place.read();
      Results results = Analysis.of(run);
      GateOutcome outcome = Gate.judge(policy, run, results, Optional.empty());
      place.writeResults(results);
      return Optional.of(new Judged(results, outcome));
    }
  }

  private RunDirectory create(Path path, String id, int delayPercent, int number)
      throws IOException, PlanException, UserException {
    try (WorkloadJars jars = WorkloadJars.of(List.of());
        Workbench bench = Workbench.under(path, id, DockerOptions.NONE, line -> {})) {
      Plan plan =
          new Planner(Workbench.engineNames(), bench::missing, jars.workloads(), Version.current())
              .plan(
                  new PlanRequest(
                      List.of(request.engine()),
                      "smoke",
                      request.workloads(),
                      List.of(request.target()),
                      OptionalInt.of(request.mostBlocks()),
                      Optional.empty(),
                      request.seed() + 1000L * delayPercent + number),
                  id,
                  Instant.now(),
                  List.of("scripts/layertax", "calibrate"),
                  POLICY)
              .only(cell -> cell.target().label().equals(request.target()))
              .againstOld(cell -> true)
              .withoutSentinels()
              .lookingAfter(
                  Looks.USUAL.blocks().stream()
                      .filter(look -> look <= request.mostBlocks())
                      .toList());
      Optional<String> why = bench.unavailable(request.engine());
      if (why.isPresent()) {
        throw new UserException(
            ExitCode.INVALID, "engine " + request.engine() + " cannot be used here: " + why.get());
      }
      return RunDirectory.create(path, plan, RunEnvironment.ofHost(plan));
    }
  }

  private void measure(RunDirectory place, int delayPercent, Map<Cell, Double> pilot)
      throws IOException, InterruptedException, UserException {
    Run before = place.read();
    Plan plan = before.plan();
    try (RunLog log = RunLog.open(place.logTxt());
        WorkloadJars jars = WorkloadJars.of(List.of());
        Workbench bench =
            Workbench.forRun(
                place.path(),
                plan.runId(),
                jars.needed(request.workloads()),
                DockerOptions.NONE,
                log)) {
      Environment environment =
          before.samples().isEmpty()
              ? RunEnvironment.of(plan, bench.engines(), Optional.empty())
              : before.environment();
      place.writeEnvironment(environment);
      BlockScheduler scheduler =
          new BlockScheduler(
              plan,
              bench.engines(),
              new RevisionProvisions(
                  bench.provisions(jars.workloads(), Optional.empty()),
                  Optional.empty(),
                  delay(delayPercent, pilot)),
              new RunRecord(place, environment),
              listener,
              log);
      scheduler.endWhen(() -> isSettled(place));
      interruption.stops(scheduler::stop);
      scheduler.run(before.samples());
    }
  }

  private boolean isSettled(RunDirectory place) throws IOException {
    Run run = place.read();
    return Gate.isSettled(Gate.judge(policy, run, Analysis.of(run), Optional.empty()));
  }

  private static Function<Cell, List<String>> delay(int percent, Map<Cell, Double> pilot) {
    return cell ->
        percent == 0
            ? List.of()
            : List.of(DELAY + Math.round(pilot.get(cell) * 1e9 * percent / 100));
  }

  /**
   * Makes all runs that are missing.
   *
   * @param ended told of each state on the way
   * @return as far as it came before it was interrupted
   */
  List<Calibration.Series> make(Ended ended)
      throws IOException, InterruptedException, PlanException, UserException {
    List<Calibration.Series> all = new ArrayList<>();
    Map<Cell, Double> pilot = new HashMap<>();
    List<Integer> delays = new ArrayList<>(List.of(0));
    delays.addAll(request.delays());
    for (int delay : delays) {
      List<Judged> judged = new ArrayList<>();
      int wanted = delay == 0 ? request.runs() : request.delayedRuns();
      for (int number = 1; number <= wanted; number++) {
        Optional<Judged> one = run(delay, number, pilot);
        if (one.isEmpty()) {
          return all;
        }
        judged.add(one.get());
        if (delay == 0) {
          one.get()
              .results()
              .revisions()
              .forEach(change -> pilot.putIfAbsent(change.cell(), change.oldCostPerOpSeconds()));
        }
        List<Calibration.Series> soFar = new ArrayList<>(all);
        soFar.add(series(delay, judged));
        ended.run(soFar);
      }
      all.add(series(delay, judged));
    }
    return all;
  }

  /** Told after each run. */
  interface Ended {
    void run(List<Calibration.Series> soFar) throws IOException;
  }

  private static Calibration.Series series(int delayPercent, List<Judged> judged) {
    int regressions =
        (int)
            judged.stream()
                .filter(
                    one ->
                        one.outcome().findings().stream()
                            .anyMatch(f -> f.verdict() == Finding.Verdict.REGRESSION))
                .count();
    BinomialEstimate share = BinomialEstimate.of(regressions, judged.size(), CONFIDENCE);
    return new Calibration.Series(
        delayPercent,
        judged.size(),
        regressions,
        share.share(),
        share.low(),
        share.high(),
        judged.stream().mapToInt(one -> one.results().blocks()).sum(),
        cells(judged));
  }

  private static List<Calibration.CellVerdicts> cells(List<Judged> judged) {
    List<Cell> cells =
        judged.stream()
            .flatMap(one -> one.outcome().findings().stream())
            .map(Finding::cell)
            .distinct()
            .toList();
    return cells.stream().map(cell -> cell(cell, judged)).toList();
  }

  private static Calibration.CellVerdicts cell(Cell cell, List<Judged> judged) {
    SortedMap<String, Integer> verdicts = new TreeMap<>();
    judged.stream()
        .flatMap(one -> one.outcome().findings().stream())
        .filter(finding -> finding.cell().equals(cell))
        .forEach(finding -> verdicts.merge(finding.verdict().name(), 1, Integer::sum));
    List<RevisionChange> changes =
        judged.stream()
            .flatMap(one -> one.results().revisions().stream())
            .filter(change -> change.cell().equals(cell))
            .filter(change -> change.blocks() >= 2)
            .toList();
    double meanLog =
        changes.stream().collect(Collectors.averagingDouble(c -> StrictMath.log(c.ratio())));
    double meanSquare =
        changes.stream().collect(Collectors.averagingDouble(c -> c.logRatioSd() * c.logRatioSd()));
    return new Calibration.CellVerdicts(
        cell,
        verdicts,
        changes.isEmpty() ? Double.NaN : StrictMath.exp(meanLog),
        changes.isEmpty() ? Double.NaN : StrictMath.sqrt(meanSquare));
  }
}
