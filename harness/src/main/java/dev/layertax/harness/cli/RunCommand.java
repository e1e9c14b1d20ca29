package dev.layertax.harness.cli;

import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.plan.PlanException;
import dev.layertax.harness.plan.PlanRequest;
import dev.layertax.harness.plan.Planner;
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
import dev.layertax.reports.stats.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures, reports and judges: plan, blocks, run directory, report, exit code. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures, writes the report and judges it by a policy.",
    footer = {
      "",
      "Without options: the standard workloads on every target of the simulated engine, eight blocks."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Engine to run on; repeat for several in the same blocks. Default: simulated.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "smoke, standard or thorough. Default: standard.")
  private String profile;

  @Option(
      names = "--workload",
      paramLabel = "GLOB",
      description = "Workloads to run, by name or glob; repeatable. Default: the profile's.")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--benchmarks",
      paramLabel = "JAR",
      description =
          "Your own JMH jar: run its benchmarks that have a parameter 'location'; repeatable. Others of Layertax by --workload.")
  private List<Path> benchmarks = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "OLD.jar",
      description =
          "Measure an older revision in the same blocks: of --benchmarks' jar, or of layertax.jar itself.")
  private Path against;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "Targets to hold against the writable layer; repeatable. Default: all of the engine.")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--blocks", paramLabel = "N", description = "Blocks. Default: the profile's.")
  private Integer blocks;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = HumanDuration.class,
      description =
          "Start no block that would end after this time: 90s, 10m, 1h30m. Default: the profile's, or none with --blocks.")
  private Duration budget;

  @Mixin private DockerChoice docker = new DockerChoice();

  @Mixin private ServerChoice server = new ServerChoice();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random order. Default: drawn, and recorded.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory, absent or empty. Default: target/layertax/<run-id>.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run in this directory; its plan decides everything else.")
  private Path resume;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "YAML policy to judge the run by; without one nothing is gated.")
  private Path policyFile;

  @Option(
      names = "--settle",
      description =
          "Look at the policy's verdicts after 10, 20, 30 and 40 blocks, and stop when all are settled.")
  private boolean settle;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Profile of the policy that says what each verdict does: pull-request, nightly.")
  private String policyProfile;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Earlier runs to hold the policy's slowdowns against; see 'layertax baseline'.")
  private Path baselineFile;

  @Option(
      names = "--guarantees",
      description = "Try at the end what each place guarantees, on the run's engines and targets.")
  private boolean guarantees;

  @Option(names = "--json", description = "Print results.json instead of the table.")
  private boolean json;

  /** After the last look, blocks enough to confirm what it saw. */
  private static final int MOST_SETTLING_BLOCKS = 50;

  @Override
  public Integer call() throws Exception {
    return (resume == null ? start() : resume()).code();
  }

  private ExitCode start() throws Exception {
    requireDockerForItsOptions();
    requirePolicyForItsOptions();
    requireOneOldRevision();
    if (baselineFile != null) {
      BaselineFile.read(baselineFile);
    }
    Optional<ServerWorkload> chosenServer = server(spec.commandLine());
    Instant now = Instant.now();
    Random random = new Random();
    String runId = RunId.of(now, random);
    long chosenSeed = seed == null ? random.nextInt(1_000_000) : seed;
    Optional<PolicyFile> policy =
        policyFile == null ? Optional.empty() : Optional.of(PolicyFile.read(policyFile));
    Path path = out == null ? RunPlaces.defaultRun(runId) : out;
    Plan plan = plan(runId, now, chosenSeed, policy, path, chosenServer);
    try (RunDirectory directory = RunDirectory.create(path, plan, RunEnvironment.ofHost(plan))) {
      RunPlaces.markLatest(path);
      return measure(directory, policy.map(PolicyFile::policy), docker.options(), chosenServer);
    }
  }

  private ExitCode resume() throws Exception {
    requireNothingElse();
    try (RunDirectory directory = RunDirectory.openForResume(resume)) {
      Plan plan = directory.read().plan();
      MeasuredJars.requireUnchanged(resume, plan);
      RunCommand before = startedWith(plan);
      return measure(
          directory,
          PolicyFile.chosen(null, plan),
          before.docker.options(),
          before.server(spec.commandLine()));
    }
  }

  private Plan plan(
      String runId,
      Instant now,
      long chosenSeed,
      Optional<PolicyFile> policy,
      Path path,
      Optional<ServerWorkload> chosenServer)
      throws IOException, PlanException, UserException {
    try (WorkloadJars jars = WorkloadJars.of(benchmarks);
        Workbench bench = Workbench.under(path, runId, docker.options(), line -> {})) {
      Optional<OldRevision> old = OldRevision.of(against, benchmarks);
      Plan planned =
          new Planner(Workbench.engineNames(), bench::missing, jars.workloads(), Version.current())
              .plan(
                  new PlanRequest(
                      engines,
                      profile,
                      workloads.isEmpty() ? jars.broughtBy(benchmarks) : workloads,
                      targets,
                      blocksWanted(),
                      Optional.ofNullable(budget),
                      chosenSeed,
                      chosenServer),
                  runId,
                  now,
                  command(chosenSeed),
                  policy.map(PolicyFile::text).orElse(null))
              .lookingAfter(settle ? Looks.USUAL.blocks() : List.of())
              .measuring(MeasuredJars.of(benchmarks, against));
      Plan plan = old.isPresent() ? old.get().addTo(planned, targets, jars.workloads()) : planned;
      requireUsable(plan, bench);
      if (policy.isPresent()) {
        policy.get().policy().check(plan);
        policy.get().policy().actions(Optional.ofNullable(policyProfile));
      }
      return plan;
    }
  }

  /** Makes the blocks that are missing, then publishes what there is. */
  private ExitCode measure(
      RunDirectory directory,
      Optional<Policy> policy,
      DockerOptions dockerOptions,
      Optional<ServerWorkload> chosenServer)
      throws IOException, InterruptedException, UserException {
    Run before = directory.read();
    Plan plan = before.plan();
    keepBaseline(directory, startedWith(plan).baselineFile);
    if (guarantees) {
      directory.requireNoGuarantees();
    }
    // Until the report is written a signal stops the blocks, not the process.
    try (Interruption interruption = Interruption.watch();
        RunLog log = RunLog.open(directory.logTxt());
        WorkloadJars jars = WorkloadJars.of(benchmarksOf(plan))) {
      List<Path> needed =
          jars.needed(plan.cells().stream().map(planned -> planned.cell().workload()).toList());
      try (Workbench bench =
          startedWith(plan).against == null
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
                  provisions(bench, jars, chosenServer, startedWith(plan)),
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
      Workbench bench, WorkloadJars jars, Optional<ServerWorkload> chosenServer, RunCommand started)
      throws IOException, UserException {
    Provisions plain = bench.provisions(jars.workloads(), chosenServer);
    Optional<OldRevision> old = OldRevision.of(started.against, started.benchmarks);
    return old.isPresent()
        ? new RevisionProvisions(
            plain, Optional.of(old.get().classPath(bench.programs())), cell -> List.of())
        : plain;
  }

  private OptionalInt blocksWanted() {
    if (blocks != null) {
      return OptionalInt.of(blocks);
    }
    return settle ? OptionalInt.of(MOST_SETTLING_BLOCKS) : OptionalInt.empty();
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
      requireSameMachine(before, now);
      return before.environment();
    }
    directory.writeEnvironment(now);
    return now;
  }

  private static void requireUsable(Plan plan, Workbench bench) throws UserException {
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
  private void requireSameMachine(Run before, Environment now) throws UserException {
    List<String> differences = SameMachine.differences(before.environment(), now);
    if (!differences.isEmpty()) {
      throw new UserException(
          ExitCode.INVALID,
          resume
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

  private void requireOneOldRevision() {
    if (against != null && engines.contains(DockerEngine.NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          "--against is for the engines simulated and kernel: an image of the docker engine holds"
              + " one revision; leave out --engine docker");
    }
    if (against != null && benchmarks.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--against holds one jar against its older revision; give --benchmarks once");
    }
  }

  private void requirePolicyForItsOptions() {
    if (policyFile == null && (settle || policyProfile != null || baselineFile != null)) {
      throw new ParameterException(
          spec.commandLine(),
          (settle ? "--settle" : policyProfile != null ? "--as" : "--baseline")
              + " is about a policy's verdicts; add --policy FILE");
    }
    if (baselineFile != null && against != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--against and --baseline are two answers to one question, and the first is the better:"
              + " leave out --baseline");
    }
    if (settle && blocks != null) {
      throw new ParameterException(
          spec.commandLine(), "--settle decides how many blocks are made; leave out --blocks");
    }
  }

  private void requireDockerForItsOptions() {
    if (docker.isMade() && !engines.contains(DockerEngine.NAME)) {
      throw new ParameterException(
          spec.commandLine(),
          String.join(" ", docker.words()) + " is for the docker engine; add --engine docker");
    }
  }

  private static List<Path> benchmarksOf(Plan plan) {
    return startedWith(plan).benchmarks;
  }

  /** What the run was started with, perhaps before it was interrupted: its plan keeps the words. */
  private static RunCommand startedWith(Plan plan) {
    List<String> words = plan.command();
    int run = words.indexOf("run");
    RunCommand command = new RunCommand();
    new CommandLine(command).parseArgs(words.subList(run + 1, words.size()).toArray(String[]::new));
    return command;
  }

  /** The profile of the policy that a run was started with. */
  static Optional<String> policyProfile(Plan plan) {
    List<String> words = plan.command();
    int name = words.indexOf("--as") + 1;
    return name > 0 && name < words.size() ? Optional.of(words.get(name)) : Optional.empty();
  }

  private Optional<ServerWorkload> server(CommandLine line) throws IOException {
    try {
      return server.workload(profile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, e.getMessage(), e);
    }
  }

  private void requireNothingElse() {
    for (CommandLine.Model.OptionSpec option :
        spec.commandLine().getParseResult().matchedOptions()) {
      if (!List.of("--resume", "--guarantees", "--json").contains(option.longestName())) {
        throw new ParameterException(
            spec.commandLine(),
            "--resume takes everything from the run's own plan; leave out " + option.longestName());
      }
    }
  }

  /** The words that start this run again, on this machine or another. */
  private List<String> command(long chosenSeed) {
    List<String> words = new ArrayList<>(List.of("scripts/layertax", "run"));
    engines.forEach(name -> words.addAll(List.of("--engine", name)));
    words.addAll(List.of("--profile", profile));
    workloads.forEach(glob -> words.addAll(List.of("--workload", glob)));
    benchmarks.forEach(jar -> words.addAll(List.of("--benchmarks", jar.toString())));
    if (against != null) {
      words.addAll(List.of("--against", against.toString()));
    }
    targets.forEach(name -> words.addAll(List.of("--target", name)));
    if (blocks != null) {
      words.addAll(List.of("--blocks", blocks.toString()));
    }
    if (budget != null) {
      words.addAll(List.of("--budget", budget.toSeconds() + "s"));
    }
    words.addAll(docker.words());
    words.addAll(server.words());
    words.addAll(List.of("--seed", Long.toString(chosenSeed)));
    if (guarantees) {
      words.add("--guarantees");
    }
    if (settle) {
      words.add("--settle");
    }
    if (policyProfile != null) {
      words.addAll(List.of("--as", policyProfile));
    }
    if (baselineFile != null) {
      words.addAll(List.of("--baseline", baselineFile.toString()));
    }
    if (policyFile != null) {
      words.addAll(List.of("--policy", policyFile.toString()));
    }
    return words;
  }
}
