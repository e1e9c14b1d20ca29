package dev.layertax.harness.cli;

import dev.layertax.reports.rundir.Schemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a published JSON Schema. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Prints the JSON Schema of the policy's YAML, which editors complete by, or of results.json.")
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "policy or results.")
  private String name;

  @Override
  public Integer call() {
    if (!Schemas.NAMES.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no schema '" + name + "'; there are " + String.join(", ", Schemas.NAMES));
    }
    spec.commandLine().getOut().print(Schemas.text(name));
    spec.commandLine().getOut().flush();
    return ExitCode.OK.code();
  }
}
