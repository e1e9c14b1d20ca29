package dev.layertax.harness.cli;

import dev.layertax.harness.plan.PlanException;
import dev.layertax.harness.plan.PlanRequest;
import dev.layertax.harness.plan.Planner;
import dev.layertax.harness.run.RunEnvironment;
import dev.layertax.harness.server.ServerWorkload;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    return (options.resume == null ? start() : resume()).code();
  }

  private ExitCode start() throws Exception {
    options.requireSense(spec.commandLine());
    if (options.baselineFile != null) {
      BaselineFile.read(options.baselineFile);
    }
    Optional<ServerWorkload> chosenServer = options.serverWorkload(spec.commandLine());
    Instant now = Instant.now();
    Random random = new Random();
    String runId = RunId.of(now, random);
    long chosenSeed = options.seed == null ? random.nextInt(1_000_000) : options.seed;
    Optional<PolicyFile> policy =
        options.policyFile == null
            ? Optional.empty()
            : Optional.of(PolicyFile.read(options.policyFile));
    Path path = options.out == null ? RunPlaces.defaultRun(runId) : options.out;
    Plan plan = plan(runId, now, chosenSeed, policy, path, chosenServer);
    try (RunDirectory directory = RunDirectory.create(path, plan, RunEnvironment.ofHost(plan))) {
      RunPlaces.markLatest(path);
      return measuring()
          .measure(
              directory, policy.map(PolicyFile::policy), options.docker.options(), chosenServer);
    }
  }

  private ExitCode resume() throws Exception {
    requireNothingElse();
    try (RunDirectory directory = RunDirectory.openForResume(options.resume)) {
      Plan plan = directory.read().plan();
      MeasuredJars.requireUnchanged(options.resume, plan);
      RunOptions before = RunOptions.of(plan);
      return measuring()
          .measure(
              directory,
              PolicyFile.chosen(null, plan),
              before.docker.options(),
              before.serverWorkload(spec.commandLine()));
    }
  }

  private Measuring measuring() {
    return new Measuring(spec, options.guarantees, options.json);
  }

  private Plan plan(
      String runId,
      Instant now,
      long chosenSeed,
      Optional<PolicyFile> policy,
      Path path,
      Optional<ServerWorkload> chosenServer)
      throws IOException, PlanException, UserException {
    try (WorkloadJars jars = WorkloadJars.of(options.benchmarks);
        Workbench bench = Workbench.under(path, runId, options.docker.options(), line -> {})) {
      Optional<OldRevision> old = OldRevision.of(options.against, options.benchmarks);
      Plan planned =
          new Planner(Workbench.engineNames(), bench::missing, jars.workloads(), Version.current())
              .plan(
                  new PlanRequest(
                      options.engines,
                      options.profile,
                      options.workloads.isEmpty()
                          ? jars.broughtBy(options.benchmarks)
                          : options.workloads,
                      options.targets,
                      options.blocksWanted(),
                      Optional.ofNullable(options.budget),
                      chosenSeed,
                      chosenServer),
                  runId,
                  now,
                  options.command(chosenSeed),
                  policy.map(PolicyFile::text).orElse(null))
              .lookingAfter(options.settle ? Looks.USUAL.blocks() : List.of())
              .measuring(MeasuredJars.of(options.benchmarks, options.against));
      Plan plan =
          old.isPresent() ? old.get().addTo(planned, options.targets, jars.workloads()) : planned;
      Measuring.requireUsable(plan, bench);
      if (policy.isPresent()) {
        policy.get().policy().check(plan);
        policy.get().policy().actions(Optional.ofNullable(options.policyProfile));
      }
      return plan;
    }
  }

  /** The profile of the policy that a run was started with. */
  static Optional<String> policyProfile(Plan plan) {
    List<String> words = plan.command();
    int name = words.indexOf("--as") + 1;
    return name > 0 && name < words.size() ? Optional.of(words.get(name)) : Optional.empty();
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
}
