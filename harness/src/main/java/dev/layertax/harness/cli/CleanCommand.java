package dev.layertax.harness.cli;

import dev.layertax.harness.engine.StorageSweep;
import dev.layertax.harness.engine.StorageSweep.Swept;
import dev.layertax.harness.engine.docker.DockerSweep;
import dev.layertax.harness.engine.docker.DockerSweep.Unseen;
import dev.layertax.harness.engine.local.LocalEngine;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes storage that killed runs left behind. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = {
      "Removes what killed runs left behind: directories that Layertax made and marked,",
      "and what has its label in the Docker Engine: containers, volumes, and the images",
      "that runs share. What a run uses, run directories and their results stay."
    })
final class CleanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Look into these directories, too, beside those this user's runs registered.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--docker",
      paramLabel = "URL",
      description =
          "Look into this Docker Engine, too, unix:///... or tcp://..., beside the environment's;"
              + " repeatable. A second engine of guarantees is one.")
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--unseen",
      description =
          "Remove from an engine also what runs made on machines or in containers that cannot be"
              + " looked into from here. Only when none of them runs.")
  private boolean unseen;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<Path> parents = new ArrayList<>(LocalEngine.sharedPlaces());
    parents.addAll(directories);
    List<Swept> swept = StorageSweep.sweep(Workbench.register(), parents);
    List<DockerSweep.Swept> inEngine = sweepEngines();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RunDirectory.json(Stream.concat(swept.stream(), inEngine.stream()).toList()));
    } else if (swept.isEmpty() && inEngine.isEmpty()) {
      out.println("nothing to remove");
    } else {
      for (Swept one : swept) {
        out.println(
            switch (one.fate()) {
              case REMOVED -> "removed " + one.path() + " (" + one.bytes() + " bytes)";
              case IN_USE -> "in use, left alone: " + one.path();
              case LEFT_ALONE -> "left alone: " + one.path() + " (" + one.detail() + ")";
            });
      }
      for (DockerSweep.Swept one : inEngine) {
        String what = one.kind() + " " + one.name();
        out.println(
            switch (one.fate()) {
              case REMOVED -> "removed " + what;
              case IN_USE -> "in use, left alone: " + what + " (" + one.detail() + ")";
              case LEFT_ALONE -> "left alone: " + what + " (" + one.detail() + ")";
            });
      }
    }
    out.flush();
    return ExitCode.OK.code();
  }

  /** Without an engine there is nothing in one; that is said, as it may be one that is down. */
  private List<DockerSweep.Swept> sweepEngines() throws IOException {
    Unseen fate = unseen ? Unseen.GOES : Unseen.STAYS;
    List<DockerSweep> sweeps = new ArrayList<>(List.of(DockerSweep.ofEnvironment(fate)));
    engines.stream().distinct().forEach(host -> sweeps.add(DockerSweep.at(host, fate)));
    List<DockerSweep.Swept> swept = new ArrayList<>();
    for (DockerSweep each : sweeps) {
      try (DockerSweep sweep = each) {
        Optional<String> why = sweep.unavailable();
        if (why.isPresent()) {
          spec.commandLine().getErr().println("containers are not looked for: " + why.get());
          spec.commandLine().getErr().flush();
        } else {
          swept.addAll(sweep.sweep());
        }
      }
    }
    return swept;
  }
}
