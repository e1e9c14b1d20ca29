package dev.layertax.harness.cli;

import dev.layertax.reports.rundir.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    description = {
      "Writes results, report, summary and JUnit file of a run directory again.",
      "Of several it also writes a page of how each figure went from run to run."
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Run directories.")
  private List<Path> directories;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = {
        "Where the page of several runs goes. Default:",
        "  history.html beside the last directory.",
        "A file that is no such page is never written over."
      })
  private Path history;

  @Option(names = "--json", description = "Print results.json.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Optional<HistoryFile> page = HistoryFile.of(directories, history);
    ExitCode worst = ExitCode.OK;
    for (Path path : directories) {
      try (RunDirectory directory = RunDirectory.open(path)) {
        ExitCode one =
            new Publication(spec)
                .publish(directory, PolicyFile.chosen(null, directory.read().plan()), json);
        worst = worst == ExitCode.OK ? one : worst;
      }
    }
    if (page.isPresent()) {
      page.get().write(spec.commandLine(), json);
    }
    return worst.code();
  }
}
