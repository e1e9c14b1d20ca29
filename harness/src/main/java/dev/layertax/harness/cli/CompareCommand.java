package dev.layertax.harness.cli;

import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.render.ComparisonOfRuns;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.RunComparer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a run against an earlier one. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Holds the second run against the first: how each advantage changed, and each cost relative",
      "to the storage anchor of its own run. It informs; it does not gate."
    })
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "Run to hold against.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR", description = "Run to judge.")
  private Path second;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (RunDirectory before = RunDirectory.open(first);
        RunDirectory after = RunDirectory.open(second)) {
      RunComparison comparison = RunComparer.compare(before.read(), after.read());
      if (comparison.costs().isEmpty() && comparison.advantages().isEmpty()) {
        throw new UserException(
            ExitCode.INVALID, first + " and " + second + ": have no cell in common to compare");
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          json
              ? RunDirectory.json(comparison)
              : ComparisonOfRuns.console(comparison, Terminal.columns(), Terminal.color()));
      out.flush();
    }
    return ExitCode.OK.code();
  }
}
