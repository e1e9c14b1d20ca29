package dev.layertax.harness.cli;

import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.docker.DockerEngine;
import dev.layertax.harness.run.Interruption;
import dev.layertax.harness.run.ProgressLines;
import dev.layertax.harness.run.ProgressListener;
import dev.layertax.harness.run.ProgressTerminal;
import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.render.CalibrationTable;
import dev.layertax.reports.rundir.CalibrationFile;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the gate does on this machine when nothing changed, and when something did. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the gate on a workload against itself, then with a known delay put in: how often it"
            + " raises a false alarm on this machine, and how often it notices.",
    footer = {
      "",
      "Each run looks after 10, 20, 30 and 40 blocks and stops when it knows: one to",
      "three minutes for two workloads. A stopped calibration goes on with --resume."
    })
final class CalibrateCommand implements Callable<Integer> {

  /** Workloads whose operation ends with the delay that is asked for. */
  private static final List<String> DELAYED =
      List.of("wal-append", "rollback-journal", "small-files");

  /** After the last look, blocks enough to confirm what it saw. */
  private static final int MOST_BLOCKS = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description =
          "Workload to hold against itself; repeatable. Default: rollback-journal and small-files.")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "simulated",
      description = "simulated or kernel. Default: simulated.")
  private String engine;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      defaultValue = "named-volume",
      description = "Where both write. Default: named-volume.")
  private String target;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Gate runs of the same against itself. Default: 20.")
  private int runs;

  @Option(
      names = "--delay",
      paramLabel = "PERCENT",
      split = ",",
      description = "Then with this much longer operations; repeatable, commas allowed: 5,10,20.")
  private List<Integer> delays = new ArrayList<>();

  @Option(
      names = "--delayed-runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Gate runs with each delay. Default: 5.")
  private int delayedRuns;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description = "The most blocks of a run. Default: 50, ten of them to confirm.")
  private Integer blocks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first run; each has the next. Default: drawn, and recorded.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory, absent or empty. Default: target/layertax/<id>-calibration.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the calibration in this directory; it knows everything else.")
  private Path resume;

  @Option(names = "--json", description = "Print calibration.json instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Calibration begun = resume == null ? begin() : CalibrationFile.read(resume);
    Path directory = resume == null ? out : resume;
    Calibration made;
    try (Interruption interruption = Interruption.watch()) {
      CalibrationRuns calibrationRuns =
          new CalibrationRuns(directory, begun.request(), progress(), interruption);
      List<Calibration.Series> series =
          calibrationRuns.make(soFar -> CalibrationFile.write(directory, with(begun, soFar)));
      made = interruption.requested() ? CalibrationFile.read(directory) : with(begun, series);
      CalibrationFile.write(directory, made);
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(json ? RunDirectory.json(made) : CalibrationTable.render(made));
    if (!json) {
      printer.println("calibration: " + CalibrationFile.in(directory));
    }
    printer.flush();
    return ExitCode.OK.code();
  }

  private Calibration begin() throws IOException, UserException {
    check();
    Instant now = Instant.now();
    Random random = new Random();
    if (out == null) {
      out = RunPlaces.defaultRun(RunId.of(now, random) + "-calibration");
    }
    requireVacant();
    Calibration begun =
        new Calibration(
            Plan.SCHEMA_VERSION,
            now.toString(),
            new Calibration.Request(
                engine,
                target,
                workloads.isEmpty() ? List.of("rollback-journal", "small-files") : workloads,
                runs,
                delays,
                delayedRuns,
                blocks == null ? MOST_BLOCKS : blocks,
                seed == null ? random.nextInt(1_000_000) : seed),
            List.of());
    Files.createDirectories(out);
    CalibrationFile.write(out, begun);
    return begun;
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    for (String workload : workloads) {
      if (Workloads.own().find(workload).isEmpty()) {
        problems.add(
            "--workload '" + workload + "' is none of Layertax's own; see 'layertax list'");
      } else if (!delays.isEmpty() && !DELAYED.contains(workload)) {
        problems.add(
            "--delay can be put into " + String.join(", ", DELAYED) + ", not into " + workload);
      }
    }
    if (engine.equals(DockerEngine.NAME)) {
      problems.add("--engine docker cannot be calibrated: an image of it holds one revision");
    }
    if (runs < 1 || delayedRuns < 1) {
      problems.add("--runs and --delayed-runs must be 1 or more");
    }
    if (blocks != null && blocks < 10) {
      problems.add("--blocks must be 10 or more, got " + blocks + "; the first look is after 10");
    }
    if (delays.stream().anyMatch(delay -> delay < 1 || delay > 1000)) {
      problems.add("--delay must be between 1 and 1000 percent, got " + delays);
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", problems));
    }
  }

  private void requireVacant() throws IOException, UserException {
    if (Files.exists(out)) {
      try (Stream<Path> entries = Files.list(out)) {
        if (entries.findAny().isPresent()) {
          throw new UserException(
              ExitCode.INVALID,
              out + ": is not empty; name an absent directory, or go on with --resume " + out);
        }
      }
    }
  }

  private static Calibration with(Calibration begun, List<Calibration.Series> series) {
    return new Calibration(begun.schemaVersion(), begun.createdAt(), begun.request(), series);
  }

  private static ProgressListener progress() {
    return Terminal.interactive()
        ? new ProgressTerminal(System.err, Terminal.columns())
        : new ProgressLines(System.err);
  }
}
