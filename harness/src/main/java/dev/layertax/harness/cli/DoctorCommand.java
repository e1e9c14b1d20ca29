package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.docker.DockerOptions;
import dev.layertax.harness.plan.PlanRequest;
import dev.layertax.harness.plan.Planner;
import dev.layertax.harness.plan.Profile;
import dev.layertax.harness.run.RunEnvironment;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what this machine is good for, and what to mend. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks at this machine and its storage: what a run here is worth, what to mend.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "Where runs would be kept. Default: target/layertax.")
  private Path directory = RunPlaces.DEFAULT_RUNS;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Environment environment = examine();
    List<Diagnosis> diagnoses = Diagnosis.of(environment);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RunDirectory.json(diagnoses));
    } else {
      for (Diagnosis diagnosis : diagnoses) {
        out.printf(
            "%-5s %-22s %s%n", diagnosis.severity(), diagnosis.subject(), diagnosis.finding());
        if (!diagnosis.advice().isEmpty()) {
          out.println(" ".repeat(29) + diagnosis.advice());
        }
      }
    }
    out.flush();
    boolean failed =
        diagnoses.stream().anyMatch(diagnosis -> diagnosis.severity() == Diagnosis.Severity.FAIL);
    return (failed ? ExitCode.INVALID : ExitCode.OK).code();
  }

  /** What a smoke run would find here; its storage is removed again. */
  private Environment examine() throws Exception {
    try (Workbench bench = Workbench.under(directory, "doctor", DockerOptions.NONE, line -> {})) {
      Plan plan =
          new Planner(
                  Workbench.engineNames(),
                  (engine, target) -> Optional.empty(),
                  Workloads.own(),
                  Version.current())
              .plan(
                  new PlanRequest(
                      Workbench.engineNames(),
                      Profile.SMOKE.label(),
                      List.of(),
                      List.of(),
                      OptionalInt.empty(),
                      Optional.empty(),
                      0),
                  "doctor",
                  Instant.EPOCH,
                  List.of(),
                  null);
      return RunEnvironment.of(plan, bench.engines());
    }
  }
}
