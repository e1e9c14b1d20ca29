package dev.layertax.harness.cli;

import dev.layertax.harness.plan.Glob;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.AcceptedChange;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.rundir.BaselineFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a slowdown pass for a while. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lets a slowdown of some cells pass until a date, with a reason that every report shows;"
            + " until then runs with it may be added.")
final class BaselineAcceptCommand implements Callable<Integer> {

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The baseline.")
  private Path file;

  @Option(
      names = "--workload",
      paramLabel = "GLOB",
      required = true,
      description = "Workloads that may cost more.")
  private String workload;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "Only with this value of a parameter; repeatable.")
  private Map<String, String> params = new TreeMap<>();

  @Option(
      names = "--target",
      paramLabel = "GLOB",
      defaultValue = "*",
      description = "On these targets. Default: all.")
  private String target;

  @Option(
      names = "--engine",
      paramLabel = "GLOB",
      defaultValue = "*",
      description = "On these engines. Default: all.")
  private String engine;

  @Option(
      names = "--at-most",
      paramLabel = "RATIO",
      required = true,
      description = "Cost after over cost before that is let pass: 1.2 for a fifth more.")
  private double atMost;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason;

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      required = true,
      description = "Last day, UTC: 2027-01-31.")
  private LocalDate expires;

  @Override
  public Integer call() throws Exception {
    check();
    Baseline baseline = BaselineFile.read(file);
    List<AcceptedChange> changes =
        baseline.cells().stream()
            .filter(this::means)
            .map(cell -> new AcceptedChange(cell, atMost, reason.strip(), expires.toString()))
            .toList();
    if (changes.isEmpty()) {
      throw new UserException(
          ExitCode.INVALID,
          file
              + ": has no cell of workload "
              + workload
              + (params.isEmpty() ? "" : " with " + params)
              + " on target "
              + target
              + " of engine "
              + engine
              + "; 'layertax baseline show' names those it has");
    }
    BaselineFile.write(file, baseline.accepting(changes));
    PrintWriter out = spec.commandLine().getOut();
    changes.forEach(
        change -> out.println("accepted until " + change.expires() + ": " + change.cell()));
    out.flush();
    return ExitCode.OK.code();
  }

  private boolean means(Cell cell) {
    return matches(workload, cell.workload())
        && matches(target, cell.target().label())
        && matches(engine, cell.engine())
        && params.entrySet().stream()
            .allMatch(param -> param.getValue().equals(cell.params().get(param.getKey())));
  }

  private boolean matches(String pattern, String name) {
    try {
      return Glob.of(pattern).matches(name);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + pattern + "' is no glob: " + e.getDescription(), e);
    }
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    if (!(atMost > 1) || Double.isInfinite(atMost)) {
      problems.add("--at-most must be above 1, for what costs more; got " + atMost);
    }
    if (reason.isBlank()) {
      problems.add("--reason must say why the slowdown is let pass");
    }
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    if (expires.isBefore(today)) {
      problems.add("--expires must not be past: today is " + today + ", got " + expires);
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", problems));
    }
  }
}
