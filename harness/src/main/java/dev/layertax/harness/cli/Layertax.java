package dev.layertax.harness.cli;

import dev.layertax.reports.render.PlainText;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: the commands, and what each way to fail exits with. */
@Command(
    name = "layertax",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "What does it cost to write here - in a container's writable layer, a volume, a bind mount,"
            + " tmpfs? Answers by experiment.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      GateCommand.class,
      CompareCommand.class,
      GuaranteesCommand.class,
      BaselineCommand.class,
      CalibrateCommand.class,
      CertifyCommand.class,
      ListCommand.class,
      DoctorCommand.class,
      SchemaCommand.class,
      CleanCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 ok, 10 regression, 11 advantage lost, 12 inconclusive under a strict policy,",
      "20 invalid environment, input or baseline, 30 harness error, 64 usage."
    })
public final class Layertax implements Runnable {

  /** Set to anything, a harness error prints its stack trace. */
  static final String DEBUG_VARIABLE = "LAYERTAX_DEBUG";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  Layertax() {}

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(execute(args));
  }

  /** An error of the JVM, out of memory above all, must not end as 1, which no contract has. */
  private static int execute(String[] args) {
    try {
      return commandLine().execute(args);
    } catch (VirtualMachineError | LinkageError e) {
      System.err.println("layertax: the Java machine failed: " + e);
      return ExitCode.HARNESS_ERROR.code();
    }
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Layertax());
    commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
        .setParameterExceptionHandler(Layertax::usage)
        .setExecutionExceptionHandler(Layertax::failure);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static int usage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    say(err, e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println(
          "see 'layertax "
              + commandName(e.getCommandLine()).map(name -> name + " ").orElse("")
              + "--help'");
    }
    return ExitCode.USAGE.code();
  }

  /** What a message quotes is untrusted: a path or a rule may hold what a terminal would obey. */
  private static void say(PrintWriter err, String message) {
    String.valueOf(message)
        .lines()
        .forEach(line -> err.println("layertax: " + PlainText.oneLine(line)));
  }

  private static Optional<String> commandName(CommandLine commandLine) {
    return commandLine.getParent() == null
        ? Optional.empty()
        : Optional.of(
            commandName(commandLine.getParent()).map(name -> name + " ").orElse("")
                + commandLine.getCommandName());
  }

  private static int failure(Exception e, CommandLine commandLine, ParseResult parsed) {
    Failure failure = Failure.of(e);
    PrintWriter err = commandLine.getErr();
    say(err, failure.message());
    if (failure.exitCode() == ExitCode.HARNESS_ERROR) {
      if (System.getenv(DEBUG_VARIABLE) != null) {
        e.printStackTrace(err);
      } else {
        err.println(
            "layertax: this is a fault of Layertax itself; "
                + DEBUG_VARIABLE
                + "=1 shows where it happened");
      }
    }
    err.flush();
    return failure.exitCode().code();
  }
}
