package dev.layertax.harness.cli;

import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a run directory by a policy. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = "Judges a run directory by a policy; the exit code is the verdict.")
final class GateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Run directory.")
  private Path path;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "YAML policy. Default: the one the run was started with.")
  private Path policyFile;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Profile of the policy that says what each verdict does.")
  private String policyProfile;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Earlier runs to hold slowdowns against. Default: what the run was started with.")
  private Path baselineFile;

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (RunDirectory directory = RunDirectory.open(path)) {
      Optional<Policy> policy = PolicyFile.chosen(policyFile, directory.read().plan());
      if (policy.isEmpty()) {
        throw new UserException(
            ExitCode.INVALID,
            path + ": the run was started without a policy; name one by --policy");
      }
      Baseline baseline = baselineFile == null ? null : BaselineFile.read(baselineFile);
      return new Publication(spec, policyProfile, baseline)
          .gate(directory, policy.get(), json)
          .code();
    }
  }
}
