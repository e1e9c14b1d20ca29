package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.harness.cli.LayertaxJar.Exit;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.UnmeasuredCell;
import dev.layertax.reports.rundir.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All embedded databases through the jar that users run. */
class DatabasesIT {

  private static final List<String> WORKLOADS = List.of("sqlite-*", "h2-*");

  /** Those whose engine opens its files past Java. */
  private static final List<String> NATIVE = List.of("sqlite-");

  @TempDir Path directory;

  private LayertaxJar layertax;

  @BeforeEach
  void needsBothJars() {
    layertax = LayertaxJar.in(directory);
    Path databases =
        Path.of(System.getProperty("layertax.jar")).resolveSibling(WorkloadJars.DATABASES);
    assumeTrue(Files.isRegularFile(databases), () -> "no jar " + databases);
  }

  @Test
  void run_allDatabases_everyCellVerifiedOrSaysWhyItCannotBe() throws Exception {
    boolean kernel = !layertax.run("doctor", "--json").out().contains("\"engine kernel\"");
    if (!kernel) {
      System.out.println("skipped, databases on engine kernel, which cannot be used here");
    }
    Path out = directory.resolve("run");
    Exit exit = layertax.run(words(kernel, out));
    assertThat(exit.code()).as(exit.err()).isZero();

    Run run;
    try (RunDirectory opened = RunDirectory.open(out)) {
      run = opened.read();
    }
    List<Sample> databases =
        run.samples().stream()
            .filter(sample -> !sample.cell().engine().equals(Cell.HOST_ENGINE))
            .toList();
    assertThat(databases).extracting(Sample::cell).hasSameSizeAs(run.plan().cells());
    assertThat(databases)
        .allSatisfy(
            sample -> {
              assertThat(sample.succeeded()).as(sample.cell() + ": " + sample.reason()).isTrue();
              assertThat(sample.fork().verified()).as(sample.cell().toString()).isNotBlank();
            });
    assertThat(run.plan().unmeasured())
        .isNotEmpty()
        .allSatisfy(DatabasesIT::isNativeOnTheSimulatedLayer);
    assertThat(LayertaxJar.storagesIn(out)).isEmpty();
  }

  private static void isNativeOnTheSimulatedLayer(UnmeasuredCell unmeasured) {
    Cell cell = unmeasured.cell();
    assertThat(cell.engine()).isEqualTo("simulated");
    assertThat(cell.target()).isEqualTo(Target.WRITABLE_LAYER);
    assertThat(NATIVE).anyMatch(cell.workload()::startsWith);
    assertThat(unmeasured.reason()).contains("the operating system");
  }

  private static String[] words(boolean kernel, Path out) {
    List<String> words = new ArrayList<>(List.of("run", "--profile", "smoke", "--blocks", "1"));
    words.addAll(List.of("--target", "named-volume", "--engine", "simulated"));
    if (kernel) {
      words.addAll(List.of("--engine", "kernel"));
    }
    WORKLOADS.forEach(glob -> words.addAll(List.of("--workload", glob)));
    words.addAll(List.of("--out", out.toString()));
    return words.toArray(String[]::new);
  }
}
