package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.harness.engine.ChildJvm;
import dev.layertax.harness.engine.Engine;
import dev.layertax.harness.engine.Storage;
import dev.layertax.harness.engine.StorageRegister;
import dev.layertax.harness.engine.host.HostEngine;
import dev.layertax.harness.engine.simulated.SimulatedEngine;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One block with real forks, from a plan to a run directory that can be read. */
class RealForksTest {

  private static final Map<String, String> SMALL = Map.of("size", "1MiB");

  @TempDir Path directory;

  private static PlannedCell cell(
      String engine, String workload, Map<String, String> params, Target target) {
    return new PlannedCell(
        Cell.of(engine, workload, params, target), new Measurement(1, 0.01, 2, 0.01));
  }

  private static Plan plan() {
    return new Plan(
        Plan.SCHEMA_VERSION,
        "real-forks",
        "2026-01-01T00:00:00Z",
        "0",
        "smoke",
        1,
        1,
        null,
        0.95,
        0.05,
        List.of(
            cell("simulated", "first-write", SMALL, Target.WRITABLE_LAYER),
            cell("simulated", "first-write", SMALL, Target.NAMED_VOLUME),
            cell("simulated", "wal-append", Map.of(), Target.WRITABLE_LAYER),
            cell("simulated", "wal-append", Map.of(), Target.BIND_MOUNT)),
        List.of(cell(Cell.HOST_ENGINE, "cpu-sentinel", Map.of(), Target.HOST_DIRECTORY)),
        List.of("run"),
        null);
  }

  @Test
  void run_oneBlock_measuresEveryCellAndLeavesOnlyTheRunDirectory() throws Exception {
    Plan plan = plan();
    Path parent = Files.createDirectory(directory.resolve("parent"));
    StorageRegister register = StorageRegister.in(directory.resolve("register"));
    Path out = parent.resolve("run");
    ChildJvm jvm = ChildJvm.likeThisProcess(line -> {});
    try (Storage storage = Storage.under(parent, plan.runId(), register);
        Engine simulated = new SimulatedEngine(storage, jvm);
        Engine host = new HostEngine(storage, jvm)) {
      Map<String, Engine> engines = Map.of("simulated", simulated, Cell.HOST_ENGINE, host);
      Environment environment = RunEnvironment.of(plan, engines);
      try (RunDirectory run = RunDirectory.create(out, plan, environment);
          RunLog log = RunLog.open(run.logTxt())) {
        new BlockScheduler(
                plan,
                engines,
                new WorkloadProvisions(Workloads.own(), jvm, storage),
                run::append,
                new ProgressLines(new PrintStream(OutputStream.nullOutputStream())),
                log)
            .run(List.of());
      }
    }
    Run run;
    try (RunDirectory read = RunDirectory.open(out)) {
      run = read.read();
    }
    assertThat(run.samples()).allSatisfy(sample -> assertThat(sample.reason()).isNull()).hasSize(5);
    assertThat(run.environment().passports()).hasSize(4);
    assertThat(copiedUp(run, Target.WRITABLE_LAYER)).isEqualTo(1 << 20);
    assertThat(copiedUp(run, Target.NAMED_VOLUME)).isZero();
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).containsExactly(out);
    }
  }

  /** Bytes copied up per first write: exactly the file's size on the layer. */
  private static double copiedUp(Run run, Target target) {
    for (Sample sample : run.samples()) {
      Cell cell = sample.cell();
      if (cell.workload().equals("first-write") && cell.target() == target) {
        return sample.fork().counters().get("bytesCopiedUp");
      }
    }
    throw new AssertionError("no sample of first-write on " + target);
  }
}
