package dev.layertax.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the runs that later ones are held against. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Keeps earlier runs in one file to commit, for 'run' and 'gate' with --baseline: a cell that"
            + " costs more than one more run of the same could show is a REGRESSION.",
    subcommands = {
      BaselineUpdateCommand.class,
      BaselineShowCommand.class,
      BaselineAcceptCommand.class
    },
    footer = {
      "",
      "Ten runs on one machine are the least. Where the old revision is at hand,",
      "'run --against OLD.jar' needs none of this and finds smaller changes."
    })
final class BaselineCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command of 'baseline'");
  }
}
