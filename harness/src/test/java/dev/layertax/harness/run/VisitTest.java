package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitTest {

  @Test
  void command_workloadThatWaitsForStorage_isCompiledEarly() {
    assertThat(flags("wal-append")).contains("-XX:TieredStopAtLevel=1");
    assertThat(flags("first-write")).contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void command_workloadBoundByTheProcessor_hasBothCompilers() {
    assertThat(flags("directory-scan")).isEmpty();
  }

  @Test
  void workloads_singleShot_waitForStorage() {
    assertThat(Workloads.standard())
        .filteredOn(Workload::singleShot)
        .isNotEmpty()
        .noneMatch(Workload::processorBound);
  }

  private static List<String> flags(String workload) {
    Cell cell = Cell.of("simulated", workload, Map.of(), Target.NAMED_VOLUME);
    return Visit.command(
            cell,
            new Measurement(1, 0.1, 2, 0.1),
            new WorkloadProvisions(Workloads.own(), null, null))
        .jvmFlags();
  }
}
