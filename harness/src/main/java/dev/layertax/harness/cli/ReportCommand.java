package dev.layertax.harness.cli;

import dev.layertax.reports.rundir.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the derived files of run directories again, from their samples. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes results, report, summary and JUnit file of a run directory again.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Run directories.")
  private List<Path> directories;

  @Option(names = "--json", description = "Print results.json.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ExitCode worst = ExitCode.OK;
    for (Path path : directories) {
      try (RunDirectory directory = RunDirectory.open(path)) {
        ExitCode one =
            new Publication(spec)
                .publish(directory, PolicyFile.chosen(null, directory.read().plan()), json);
        worst = worst == ExitCode.OK ? one : worst;
      }
    }
    return worst.code();
  }
}
