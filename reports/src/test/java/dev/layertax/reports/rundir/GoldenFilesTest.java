package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.UnmeasuredCell;
import dev.layertax.reports.render.ReportFixture;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals the machine-readable files: a change here is a change of the contract. */
class GoldenFilesTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);
  private static final Cell BIND = LAYER.on(Target.BIND_MOUNT);
  private static final Cell TMPFS = LAYER.on(Target.TMPFS);
  private static final Plan PLAN =
      ExampleRun.plan(4, .95, LAYER, NAMED, BIND, TMPFS)
          .with(
              List.of(
                  new UnmeasuredCell(
                      Cell.of("simulated", "sqlite", Map.of(), Target.WRITABLE_LAYER),
                      "it opens files by the operating system")),
              List.of(new DatabasePattern("sqlite journal=DELETE", List.of("rollback-journal"))));

  /** Written again after a wanted change by {@code -Dlayertax.golden=write}. */
  private static final Path SOURCES =
      Path.of("src/test/resources/dev/layertax/reports/rundir/golden");

  @TempDir Path temporary;

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    Latencies latencies = new Latencies(new long[] {1000, 2000, 3000}, new long[] {60, 30, 10});
    for (int block = 0; block < 3; block++) {
      double noise = 1 + block / 64.0;
      samples.add(
          ExampleRun.sample(
              block,
              0,
              LAYER,
              ExampleRun.fork(
                  .5 * noise,
                  Map.of("bytesWritten", 8192.0, "flushes", 1.0, "bytesCopiedUp", 67108864.0),
                  latencies)));
      samples.add(
          ExampleRun.sample(
              block,
              1 + block % 2,
              NAMED,
              ExampleRun.fork(
                      .0625,
                      Map.of("bytesWritten", 8192.0, "flushes", 1.5 + block, "bytesCopiedUp", 0.0),
                      latencies)
                  .verified("2 rows")));
      samples.add(ExampleRun.sample(block, 2 - block % 2, BIND, .0625 * noise));
      samples.add(ExampleRun.sample(block, 3, ExampleRun.ANCHOR, .25));
    }
    samples.add(ExampleRun.failure(3, 0, NAMED, "the fork ended with 137"));
    return samples;
  }

  /** With a target that is not what its name says, and so has no sample. */
  private static Environment environment() {
    Environment plain = ExampleRun.environment();
    List<Passport> passports = new ArrayList<>(plain.passports());
    passports.add(
        new Passport(
            "simulated",
            Target.TMPFS,
            new TreeMap<>(Map.of(Passport.INVALID, "it is ext4 on vda1, and no memory"))));
    return new Environment(
        plain.schemaVersion(),
        plain.host(),
        passports,
        List.of(new Environment.ImageBuild("simulated", "first-write-64MiB", 67108864, .5)));
  }

  private RunDirectory written() throws IOException {
    Path path = temporary.resolve("run");
    try (RunDirectory directory = RunDirectory.create(path, PLAN, environment())) {
      for (Sample sample : samples()) {
        directory.append(sample);
      }
    }
    RunDirectory directory = RunDirectory.open(path);
    Run run = directory.read();
    directory.writeResults(Analysis.of(run));
    directory.writeJmhResult(run, Analysis.of(run));
    directory.addGuarantees(ReportFixture.guarantees());
    return directory;
  }

  @Test
  void files_ofAnExampleRun_areAsSealed() throws IOException {
    RunDirectory directory = written();
    for (Path file :
        List.of(
            directory.planJson(),
            directory.environmentJson(),
            directory.samplesJsonl(),
            directory.resultsJson(),
            directory.jmhResultJson(),
            directory.guaranteesJson())) {
      String name = file.getFileName().toString();
      if ("write".equals(System.getProperty("layertax.golden"))) {
        Files.copy(file, SOURCES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      assertThat(Files.readString(file))
          .as(name)
          .isEqualTo(Files.readString(SOURCES.resolve(name)));
    }
  }

  @Test
  void results_fromTheFilesAgain_areTheSameBytes() throws IOException {
    RunDirectory directory = written();
    byte[] first = Files.readAllBytes(directory.resultsJson());
    directory.writeResults(Analysis.of(RunDirectory.open(directory.path()).read()));
    assertThat(Files.readAllBytes(directory.resultsJson())).isEqualTo(first);
  }
}
