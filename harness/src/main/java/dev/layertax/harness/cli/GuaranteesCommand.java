package dev.layertax.harness.cli;

import dev.layertax.harness.run.Interruption;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.render.GuaranteeTable;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries what each place guarantees, prints it, and adds it to a run. */
@Command(
    name = "guarantees",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries what each place guarantees: restart, removal, kill, sharing, upgrade, backup, migration.",
      "Every outcome is what a program in a container found. LOST is a finding, no failure."
    })
final class GuaranteesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Engine to try; repeatable. Default: simulated, or the run's.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Target to try; repeatable. Default: all.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Add the findings to this run directory and write its report again.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Make storage under this directory, and remove it. Default: the run's, or target/layertax.")
  private Path out;

  @Mixin private DockerChoice docker = new DockerChoice();

  @Option(
      names = "--second-engine",
      paramLabel = "URL",
      description =
          "Another Docker Engine, unix:///... or tcp://..., that the migration moves data to."
              + " After a kill, clean --docker URL looks there.")
  private String secondEngine;

  @Option(names = "--json", description = "Print the findings as JSON instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<Target> chosen = targets();
    if (run == null) {
      Optional<Guarantees> made = make(engines(List.of(Workbench.engineNames().get(0))), chosen);
      if (made.isPresent()) {
        print(made.get());
      }
      return exitCode(made).code();
    }
    try (RunDirectory directory = RunDirectory.open(run)) {
      directory.requireNoGuarantees();
      List<String> ofRun =
          directory.read().plan().cells().stream()
              .map(planned -> planned.cell().engine())
              .distinct()
              .toList();
      Optional<Guarantees> made = make(engines(ofRun), chosen);
      if (made.isPresent()) {
        directory.addGuarantees(made.get());
        print(made.get());
        new Publication(spec).rewrite(directory);
      }
      return exitCode(made).code();
    }
  }

  /** Empty when interrupted: half the experiments are no answer. */
  private Optional<Guarantees> make(List<String> chosenEngines, List<Target> chosenTargets)
      throws IOException, InterruptedException, UserException {
    Path parent = out != null ? out : run != null ? run : RunPlaces.DEFAULT_RUNS;
    String id = "guarantees-" + RunId.of(Instant.now(), new Random());
    // Until storage is removed a signal stops the experiments, not the process.
    try (Interruption interruption = Interruption.watch();
        GuaranteeBench bench =
            GuaranteeBench.open(
                parent, id, docker.options(), Optional.ofNullable(secondEngine), line -> {})) {
      return bench.make(chosenEngines, chosenTargets, interruption, spec.commandLine().getErr());
    }
  }

  private List<String> engines(List<String> byDefault) {
    for (String name : engines) {
      if (!Workbench.engineNames().contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "unknown engine '%s'; known are %s"
                .formatted(name, String.join(", ", Workbench.engineNames())));
      }
    }
    return engines.isEmpty() ? byDefault : engines.stream().distinct().toList();
  }

  private List<Target> targets() {
    List<Target> chosen = new ArrayList<>();
    for (String name : targets) {
      chosen.add(
          Target.of(name)
              .filter(Target.selectable()::contains)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "unknown target '%s'; known are %s"
                              .formatted(
                                  name,
                                  Target.selectable().stream()
                                      .map(Target::label)
                                      .collect(Collectors.joining(", "))))));
    }
    return chosen.isEmpty() ? Target.selectable() : chosen.stream().distinct().toList();
  }

  private void print(Guarantees made) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(
        json
            ? RunDirectory.json(made)
            : GuaranteeTable.render(made, Terminal.columns(), Terminal.color()));
    writer.flush();
  }

  private static ExitCode exitCode(Optional<Guarantees> made) {
    return made.map(GuaranteeBench::exitCode).orElse(ExitCode.HARNESS_ERROR);
  }
}
