package dev.layertax.harness.cli;

import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.render.BaselineTable;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a baseline. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what a baseline knows: its runs, how far they vary, what is accepted.")
final class BaselineShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The baseline.")
  private Path file;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Baseline baseline = BaselineFile.read(file);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? RunDirectory.json(baseline)
            : BaselineTable.render(baseline, Terminal.columns(), Terminal.color()));
    out.flush();
    return ExitCode.OK.code();
  }
}
