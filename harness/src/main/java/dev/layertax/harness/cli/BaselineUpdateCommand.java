package dev.layertax.harness.cli;

import dev.layertax.reports.gate.BaselineUpdate;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.rundir.BaselineFile;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.wording.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds runs to a baseline. */
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description =
        "Adds runs to a baseline, the oldest first, and makes the file when it is absent. A run that"
            + " regressed, is invalid or was made elsewhere is refused, and then nothing is changed.")
final class BaselineUpdateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The baseline.")
  private Path file;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "DIR", description = "Run directories.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "YAML policy that each run must pass. Default: the one it was started with.")
  private Path policyFile;

  @Option(
      names = "--commit",
      paramLabel = "NAME",
      description = "Revision that was measured. Default: GITHUB_SHA or CI_COMMIT_SHA, if set.")
  private String commit;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "30",
      description = "The most runs to keep; the oldest go first. Default: 30.")
  private int keep;

  @Override
  public Integer call() throws Exception {
    if (keep < Baseline.FEWEST_RUNS) {
      throw new ParameterException(
          spec.commandLine(),
          "--keep must be "
              + Baseline.FEWEST_RUNS
              + " or more, the fewest runs to judge by; got "
              + keep);
    }
    Optional<Baseline> baseline = BaselineFile.readIfAny(file);
    for (Named each : runs()) {
      try {
        baseline =
            Optional.of(
                BaselineUpdate.add(
                    baseline,
                    each.run(),
                    PolicyFile.chosen(policyFile, each.run().plan()),
                    commit == null ? commitOf(System.getenv()) : commit,
                    keep));
      } catch (BaselineUpdate.RefusedException e) {
        throw new UserException(
            ExitCode.INVALID, each.directory() + ": not taken: " + e.getMessage());
      }
    }
    Baseline updated = baseline.orElseThrow();
    BaselineFile.write(file, updated);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "baseline: "
            + file
            + " has "
            + Figures.count(updated.runs().size(), "run")
            + (updated.runs().size() < Baseline.FEWEST_RUNS
                ? "; " + Baseline.FEWEST_RUNS + " are the least to judge by"
                : ""));
    out.flush();
    return ExitCode.OK.code();
  }

  private record Named(Path directory, Run run) {}

  private List<Named> runs() throws IOException {
    List<Named> runs = new ArrayList<>();
    for (Path path : directories) {
      try (RunDirectory directory = RunDirectory.open(path)) {
        runs.add(new Named(path, directory.read()));
      }
    }
    runs.sort(Comparator.comparing(named -> named.run().plan().createdAt()));
    return runs;
  }

  private static String commitOf(Map<String, String> environment) {
    return Stream.of("GITHUB_SHA", "CI_COMMIT_SHA")
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse("");
  }
}
