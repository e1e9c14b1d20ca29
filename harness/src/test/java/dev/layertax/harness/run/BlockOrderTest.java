package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockOrderTest {

  private static Plan plan() {
    List<PlannedCell> cells = new ArrayList<>();
    for (String phase : List.of("first", "steady")) {
      for (Target target : List.of(Target.WRITABLE_LAYER, Target.TMPFS)) {
        cells.add(planned("server", Map.of(Cell.PHASE, phase, "scale", "1"), target));
      }
    }
    cells.add(planned("wal-append", Map.of(), Target.TMPFS));
    return new Plan(
        Plan.SCHEMA_VERSION,
        "run",
        "2026-01-01T00:00:00Z",
        "0",
        "smoke",
        1,
        9,
        null,
        .99,
        .05,
        cells,
        List.of(),
        List.of(),
        null);
  }

  private static PlannedCell planned(String workload, Map<String, String> params, Target target) {
    return new PlannedCell(
        Cell.of("docker", workload, params, target), new Measurement(0, 1, 1, 1));
  }

  @Test
  void visits_cellsThatDifferInTheirPhase_areOneInTheirOrder() {
    Plan plan = plan();
    for (int block = 0; block < plan.blocks(); block++) {
      assertThat(BlockOrder.of(plan, block)).containsExactlyInAnyOrderElementsOf(plan.cells());
      List<List<PlannedCell>> visits = BlockOrder.visits(plan, block);
      assertThat(visits).hasSize(3);
      for (List<PlannedCell> visit : visits) {
        assertThat(visit)
            .extracting(each -> each.cell().visited())
            .containsOnly(visit.get(0).cell().visited());
        assertThat(visit)
            .extracting(each -> each.cell().params().get(Cell.PHASE))
            .isIn(List.of("first", "steady"), java.util.Collections.singletonList(null));
      }
    }
  }
}
