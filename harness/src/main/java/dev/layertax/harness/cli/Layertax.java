package dev.layertax.harness.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry. */
@Command(
    name = "layertax",
    mixinStandardHelpOptions = true,
    description =
        "What does it cost to write here, and what does each place guarantee? An experiment.")
public final class Layertax {

  private Layertax() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Layertax()).execute(args));
  }
}
