package dev.layertax.harness.cli;

import dev.layertax.harness.engine.StorageSweep;
import dev.layertax.harness.engine.StorageSweep.Swept;
import dev.layertax.harness.engine.local.LocalEngine;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Removes storage that killed runs left behind: directories that Layertax made and marked,",
      "and that no run uses. Run directories and their results stay."
    })
final class CleanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Look into these directories, too, beside those this user's runs registered.")
  private List<Path> directories = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<Path> parents = new ArrayList<>(LocalEngine.sharedPlaces());
    parents.addAll(directories);
    List<Swept> swept = StorageSweep.sweep(Workbench.register(), parents);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(RunDirectory.json(swept));
    } else if (swept.isEmpty()) {
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
    }
    out.flush();
    return ExitCode.OK.code();
  }
}
