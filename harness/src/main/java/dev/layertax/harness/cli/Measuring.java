package dev.layertax.harness.cli;

import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.run.BlockScheduler;
import dev.layertax.harness.run.Interruption;
import dev.layertax.harness.run.ProgressLines;
import dev.layertax.harness.run.ProgressListener;
import dev.layertax.harness.run.ProgressTerminal;
import dev.layertax.harness.run.Provisions;
import dev.layertax.harness.run.RevisionProvisions;
import dev.layertax.harness.run.RunEnvironment;
import dev.layertax.harness.run.RunLog;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.gate.Gate;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.SameMachine;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a run's missing blocks on the machine at hand, then publishes what there is. */
final class Measuring {

  private final CommandSpec spec;
  private final boolean guarantees;
  private final boolean json;

  /**
   * @param guarantees whether to try at the end what each place guarantees
   * @param json print {@code results.json} instead of the table
   */
  Measuring(CommandSpec spec, boolean guarantees, boolean json) {
    this.spec = spec;
    this.guarantees = guarantees;
    this.json = json;
  }

  /** Makes the blocks that the directory lacks; what it was started with decides the rest. */
  ExitCode measure(
      RunDirectory directory,
      Optional<Policy> policy,
      DockerOptions dockerOptions,
      Optional<ServerWorkload> chosenServer)
      throws IOException, InterruptedException, UserException {
    Run before = directory.read();
    Plan plan = before.plan();
    RunOptions started = RunOptions.of(plan);
    keepBaseline(directory, started.baselineFile);
    if (guarantees) {
      directory.requireNoGuarantees();
    }
    // Until the report is written a signal stops the blocks, not the process.
    try (Interruption interruption = Interruption.watch();
        RunLog log = RunLog.open(directory.logTxt());
        WorkloadJars jars = WorkloadJars.of(started.benchmarks)) {
      List<Path> needed =
          jars.needed(plan.cells().stream().map(planned -> planned.cell().workload()).toList());
      try (Workbench bench =
          started.against == null
              ? Workbench.forRun(directory.path(), plan.runId(), needed, dockerOptions, log)
              : Workbench.forRevisions(
                  directory.path(), plan.runId(), needed, dockerOptions, log)) {
        requireUsable(plan, bench);
        Environment environment = environment(directory, before, bench, chosenServer);
        Plan measurable = plan.only(cell -> environment.invalid(cell).isEmpty());
        if (!measurable.cells().isEmpty()) {
          BlockScheduler scheduler =
              new BlockScheduler(
                  measurable,
                  bench.engines(),
                  provisions(bench, jars, chosenServer, started),
                  new RunRecord(directory, environment),
                  progress(),
                  log);
          if (policy.isPresent()) {
            scheduler.endWhen(() -> isSettled(directory, policy.get()));
          }
          interruption.stops(scheduler::stop);
          scheduler.run(before.samples());
        }
      }
      ExitCode tried =
          guarantees
              ? addGuarantees(directory, plan, dockerOptions, interruption, log)
              : ExitCode.OK;
      ExitCode judged = new Publication(spec).publish(directory, policy, json);
      return judged == ExitCode.OK ? tried : judged;
    }
  }

  private static Provisions provisions(
      Workbench bench, WorkloadJars jars, Optional<ServerWorkload> chosenServer, RunOptions started)
      throws IOException, UserException {
    Provisions plain = bench.provisions(jars.workloads(), chosenServer);
    Optional<OldRevision> old = OldRevision.of(started.against, started.benchmarks);
    return old.isPresent()
        ? new RevisionProvisions(
            plain, Optional.of(old.get().classPath(bench.programs())), cell -> List.of())
        : plain;
  }

  private static boolean isSettled(RunDirectory directory, Policy policy) throws IOException {
    Run run = directory.read();
    return Gate.isSettled(
        Gate.judge(
            policy,
            run,
            Analysis.of(run),
            Optional.empty(),
            BaselineFile.readIfAny(directory.baselineJson())));
  }

  /** The run keeps what it is judged by, whatever becomes of the file. */
  private static void keepBaseline(RunDirectory directory, Path file) throws IOException {
    if (file != null && !Files.exists(directory.baselineJson())) {
      BaselineFile.write(directory.baselineJson(), BaselineFile.read(file));
    }
  }

  private ExitCode addGuarantees(
      RunDirectory directory,
      Plan plan,
      DockerOptions dockerOptions,
      Interruption interruption,
      RunLog log)
      throws IOException, InterruptedException, UserException {
    if (interruption.requested()) {
      return ExitCode.OK;
    }
    List<Cell> cells = plan.cells().stream().map(PlannedCell::cell).toList();
    try (GuaranteeBench bench =
        GuaranteeBench.open(
            directory.path(), plan.runId() + "-guarantees", dockerOptions, Optional.empty(), log)) {
      Optional<Guarantees> made =
          bench.make(
              cells.stream().map(Cell::engine).distinct().toList(),
              cells.stream().map(Cell::target).distinct().sorted().toList(),
              interruption,
              spec.commandLine().getErr());
      if (made.isPresent()) {
        directory.addGuarantees(made.get());
      }
      return made.map(GuaranteeBench::exitCode).orElse(ExitCode.OK);
    }
  }

  /** What the run is made on: as it is now, or as it was when its first sample was made. */
  private Environment environment(
      RunDirectory directory, Run before, Workbench bench, Optional<ServerWorkload> chosenServer)
      throws IOException, InterruptedException, UserException {
    Environment now = RunEnvironment.of(before.plan(), bench.engines(), chosenServer);
    if (!before.samples().isEmpty()) {
      requireSameMachine(directory, before, now);
      return before.environment();
    }
    directory.writeEnvironment(now);
    return now;
  }

  /**
   * @throws UserException 20 naming the engine that the plan needs and this machine lacks
   */
  static void requireUsable(Plan plan, Workbench bench) throws UserException {
    Set<String> engines = new LinkedHashSet<>();
    plan.cells().forEach(planned -> engines.add(planned.cell().engine()));
    for (String engine : engines) {
      Optional<String> why = bench.unavailable(engine);
      if (why.isPresent()) {
        throw new UserException(
            ExitCode.INVALID, "engine " + engine + " cannot be used here: " + why.get());
      }
    }
  }

  /** Blocks of two machines are not one run: the difference between them would pass for noise. */
  private static void requireSameMachine(RunDirectory directory, Run before, Environment now)
      throws UserException {
    List<String> differences = SameMachine.differences(before.environment(), now);
    if (!differences.isEmpty()) {
      throw new UserException(
          ExitCode.INVALID,
          directory.path()
              + ": its blocks were measured in another environment, and those of two are not one"
              + " run: "
              + String.join("; ", differences)
              + "; resume it where it began, or start a new run");
    }
  }

  private static ProgressListener progress() {
    return Terminal.interactive()
        ? new ProgressTerminal(System.err, Terminal.columns())
        : new ProgressLines(System.err);
  }
}
