package dev.layertax.harness.cli;

import dev.layertax.reports.gate.Certificates;
import dev.layertax.reports.gate.RecordedNoise;
import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.render.CertificateWords;
import dev.layertax.reports.rundir.CalibrationFile;
import dev.layertax.reports.rundir.CertificateFile;
import dev.layertax.reports.rundir.RunDirectory;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries by simulation what the gate promises. */
@Command(
    name = "certify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tries by simulation what the gate promises, with the noise of real blocks: how often it"
            + " raises a false alarm, how often it notices. Without DIR it makes the certificate that"
            + " ships with Layertax again, the same bytes.",
    footer = {"", "A thousand runs of each claim take a few minutes on all processors."})
final class CertifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Calibrations to take the noise from, as 'layertax calibrate' leaves them.")
  private List<Path> calibrations = new ArrayList<>();

  @Option(
      names = "--simulated-runs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Runs of each claim. Default: 1000.")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every draw. Default: that of the certificate that ships, or 1.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write certificate.json; absent. Default: nowhere.")
  private Path out;

  @Option(names = "--json", description = "Print certificate.json instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (runs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--simulated-runs must be 1 or more, got " + runs);
    }
    if (out != null) {
      CertificateFile.requireAbsent(out);
    }
    PrintWriter err = spec.commandLine().getErr();
    Sources sources = calibrations.isEmpty() ? shipped() : recorded();
    Certificate made =
        Certificates.make(
            sources.noise(),
            sources.measured(),
            seed == null ? sources.seed() : seed,
            runs,
            claim -> {
              synchronized (err) {
                err.println(
                    "%s, %s noise: %d of %d"
                        .formatted(claim.name(), claim.noise(), claim.count(), claim.trials()));
                err.flush();
              }
            });
    if (out != null) {
      CertificateFile.write(out, made);
    }
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(
        json
            ? RunDirectory.json(made)
            : CertificateWords.console(made, Terminal.columns(), Terminal.color()));
    if (out != null && !json) {
      printer.println("certificate: " + out);
    }
    printer.flush();
    return ExitCode.OK.code();
  }

  private record Sources(List<NoiseSeries> noise, List<Certificate.Measured> measured, long seed) {}

  private static Sources shipped() throws UserException {
    Certificate shipped =
        CertificateFile.shipped()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.INVALID,
                        "this Layertax ships no certificate; name a calibration's directory"));
    return new Sources(shipped.noise(), shipped.measured(), shipped.seed());
  }

  private Sources recorded() throws IOException, UserException {
    List<Results> alike = new ArrayList<>();
    List<Certificate.Measured> measured = new ArrayList<>();
    for (Path directory : calibrations) {
      Calibration calibration = CalibrationFile.read(directory);
      List<Run> runs = runs(directory);
      runs.forEach(run -> alike.add(Analysis.of(run)));
      measured.add(
          new Certificate.Measured(
              runs.isEmpty() ? "no run" : machine(runs.get(0).environment()),
              calibration.request(),
              calibration.series()));
    }
    List<NoiseSeries> noise = RecordedNoise.of(alike);
    if (noise.isEmpty()) {
      throw new UserException(
          ExitCode.INVALID,
          calibrations.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ": no run of the same against itself has ten blocks; let 'layertax calibrate' end");
    }
    return new Sources(noise, measured, 1);
  }

  /** Those of the same against itself, in the order of their numbers. */
  private static List<Run> runs(Path directory) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int number = 1; Files.isDirectory(place(directory, number)); number++) {
      try (RunDirectory place = RunDirectory.open(place(directory, number))) {
        if (Files.exists(place.resultsJson())) {
          runs.add(place.read());
        }
      }
    }
    return runs;
  }

  private static Path place(Path directory, int number) {
    return directory.resolve(CalibrationRuns.name(0, number));
  }

  private static String machine(Environment environment) {
    Set<String> facts = new LinkedHashSet<>();
    Stream.of("cpu", "cores", "kernel")
        .map(
            name ->
                name.equals("cpu") ? fact(environment, name) : name + " " + fact(environment, name))
        .forEach(facts::add);
    environment.passports().stream()
        .map(passport -> passport.facts().get("fileSystem"))
        .filter(Objects::nonNull)
        .forEach(facts::add);
    facts.add("JDK " + fact(environment, "jdk"));
    return String.join(", ", facts);
  }

  private static String fact(Environment environment, String name) {
    return environment.host().getOrDefault(name, "unknown");
  }
}
