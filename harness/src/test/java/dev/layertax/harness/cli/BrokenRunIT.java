package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.harness.cli.LayertaxJar.Exit;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs through the jar that users run, and what is left of them when they are broken off. */
class BrokenRunIT {

  /** Two cells and two sentinels. */
  private static final int VISITS_PER_BLOCK = 4;

  @TempDir Path directory;

  private LayertaxJar layertax;
  private Path run;
  private Path mounted;

  @BeforeEach
  void needsTheJar() {
    layertax = LayertaxJar.in(directory);
    run = directory.resolve("a run ü");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted != null) {
      assertThat(new ProcessBuilder("umount", mounted.toString()).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"simulated, 2", "kernel, 1"})
  void resume_afterKill_measuresWhatIsMissingAndNothingTwice(String engine, int blocks)
      throws Exception {
    assumeUsable(engine);
    Process killed = startRun(engine, blocks);
    LayertaxJar.awaitProgress(killed, "block ", (blocks - 1) * VISITS_PER_BLOCK + 1);
    killed.destroyForcibly();
    assertThat(killed.waitFor()).isEqualTo(137);
    awaitNoMountIn(run);
    byte[] before = wholeLines();
    String torn = "{\"block\":1,\"posit";
    Files.writeString(run.resolve("samples.jsonl"), torn, StandardOpenOption.APPEND);

    assertThat(LayertaxJar.storagesIn(run)).isNotEmpty();
    Exit clean = layertax.run("clean", "--json");
    assertThat(clean.out()).contains(run.toString(), "REMOVED");
    assertThat(LayertaxJar.storagesIn(run)).isEmpty();

    Exit resumed = layertax.run("run", "--resume", run.toString(), "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .isEqualToIgnoringNewLines(Files.readString(run.resolve("results.json")));
    assertThat(run.resolve("samples.jsonl.torn")).hasContent(torn);
    assertThat(Arrays.copyOf(Files.readAllBytes(run.resolve("samples.jsonl")), before.length))
        .isEqualTo(before);
    assertThat(visits()).hasSize(blocks * VISITS_PER_BLOCK).doesNotHaveDuplicates();
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(LayertaxJar.storagesIn(run)).isEmpty();
  }

  @Test
  void run_toldToEnd_reportsWhatThereIsAndResumesOnlyOnThisMachine() throws Exception {
    Process ended = startRun("simulated", 2);
    LayertaxJar.awaitProgress(ended, "block ", 2);
    // The process's own destroy would close the streams we still read.
    ended.toHandle().destroy();
    Exit exit = layertax.rest(ended);
    assertThat(exit.code()).isEqualTo(143);
    assertThat(exit.err()).contains("interrupted: ");
    assertThat(exit.out()).contains("report: " + run);
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(LayertaxJar.storagesIn(run)).isEmpty();

    Path environment = run.resolve("environment.json");
    Files.writeString(
        environment, Files.readString(environment).replaceFirst("(\"jdk\": \")", "$1Other "));
    byte[] before = wholeLines();
    Exit refused = layertax.run("run", "--resume", run.toString());
    assertThat(refused.code()).isEqualTo(20);
    assertThat(refused.err()).contains(run.toString(), "jdk was 'Other ").doesNotContain("\tat ");
    assertThat(run.resolve("samples.jsonl")).hasBinaryContent(before);
    assertThat(LayertaxJar.storagesIn(run)).isEmpty();
  }

  private void mountMemory(String size) throws Exception {
    mounted = Files.createDirectory(directory.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "none", mounted.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mount.txt").toFile())
            .start();
    if (mount.waitFor() != 0) {
      mounted = null;
    }
    assumeTrue(mounted != null, "no right to mount a small disk");
    run = mounted.resolve("run");
  }

  @Test
  void run_volumesInMemory_areNotMeasuredUnderThatNameAndTheLayerIs() throws Exception {
    assumeUsable("kernel");
    mountMemory("256m");
    Exit exit = layertax.rest(startRun("kernel", 1));
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(exit.err()).contains("1 cell not measured").doesNotContain("\tat ");
    try (RunDirectory directory = RunDirectory.open(run)) {
      assertThat(directory.read().samples())
          .hasSize(VISITS_PER_BLOCK - 1)
          .allMatch(Sample::succeeded)
          .noneMatch(sample -> sample.cell().target() == Target.BIND_MOUNT);
    }
    assertThat(run.resolve("report.html"))
        .content()
        .contains("A bind mount was not measured", "it is tmpfs, which is memory");
    Exit resumed = layertax.run("run", "--resume", run.toString(), "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(visits()).hasSize(VISITS_PER_BLOCK - 1);
  }

  @Test
  void run_diskFull_recordsWhyAndIsInvalid() throws Exception {
    mountMemory("4m");
    Exit full =
        layertax.run(
            "run",
            "--profile",
            "smoke",
            "--blocks",
            "1",
            "--workload",
            "page-update",
            "--target",
            "bind-mount",
            "--out",
            run.toString());
    assertThat(full.code()).as(full.err()).isEqualTo(20);
    assertThat(full.err()).contains("for want of space").doesNotContain("\tat ");
    try (RunDirectory directory = RunDirectory.open(run)) {
      assertThat(directory.read().samples())
          .filteredOn(sample -> !sample.cell().engine().equals(Cell.HOST_ENGINE))
          .hasSize(4)
          .allSatisfy(sample -> assertThat(sample.reason()).contains("No space left on device"));
    }
    assertThat(run.resolve("report.html")).content().contains("No space left on device");
    assertThat(LayertaxJar.storagesIn(run)).isEmpty();
  }

  @Test
  void run_noRoomForItsFiles_namesOneAndIsInvalid() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no /dev/full on this machine");
    Files.createDirectory(run);
    Files.createFile(run.resolve(".lock"));
    Files.createSymbolicLink(run.resolve("environment.json.tmp"), full);
    Exit exit = layertax.run("run", "--profile", "smoke", "--out", run.toString());
    assertThat(exit.code()).isEqualTo(20);
    assertThat(exit.err()).contains("environment.json", "No space left on device");
    assertThat(full).exists();
  }

  private void assumeUsable(String engine) throws Exception {
    if (engine.equals("kernel")) {
      String doctor = layertax.run("doctor", "--json").out();
      boolean usable = !doctor.contains("\"engine kernel\"");
      if (!usable) {
        System.out.println("skipped, a killed run of engine kernel not checked: " + doctor);
      }
      assumeTrue(usable, doctor);
    }
  }

  /** Every process that sees a mount there leaves by itself, and takes the mount with it. */
  private static void awaitNoMountIn(Path place) throws Exception {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (mounts(process).contains(place.getFileName().toString().replace(" ", "\\040"))) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .ifPresent(left -> left.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        }
      }
    }
  }

  private static String mounts(Path process) {
    try {
      return Files.readString(process.resolve("mountinfo"));
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }

  private Process startRun(String engine, int blocks) throws IOException {
    return layertax.start(
        "run",
        "--engine",
        engine,
        "--profile",
        "smoke",
        "--blocks",
        Integer.toString(blocks),
        "--workload",
        "wal-append",
        "--target",
        "bind-mount",
        "--out",
        run.toString());
  }

  private byte[] wholeLines() throws IOException {
    byte[] all = Files.readAllBytes(run.resolve("samples.jsonl"));
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(all, end);
  }

  private List<String> visits() throws IOException {
    try (RunDirectory opened = RunDirectory.open(run)) {
      return opened.read().samples().stream()
          .map((Sample sample) -> sample.block() + " " + sample.cell())
          .toList();
    }
  }
}
