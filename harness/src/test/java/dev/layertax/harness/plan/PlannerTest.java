package dev.layertax.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.layertax.benchmarks.workload.Workloads;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Planner PLANNER =
      new Planner(
          List.of("simulated"), (engine, target) -> Optional.empty(), Workloads.own(), "test");

  @Test
  void plan_standard_hasEveryQuestionOnEveryTargetOnce() throws PlanException {
    List<Cell> cells = cells(plan(PLANNER, request("standard", List.of(), List.of())));
    assertThat(new HashSet<>(cells)).hasSameSizeAs(cells).hasSize(16 * 5);
    for (Target target : Target.selectable()) {
      for (String size : List.of("4KiB", "1MiB", "16MiB", "64MiB")) {
        assertThat(cells)
            .contains(Cell.of("simulated", "first-write", Map.of("size", size), target));
      }
    }
  }

  @Test
  void plan_standard_visitsOneValueOfTheLayersWorkloads() throws PlanException {
    assertThat(values("standard", List.of()))
        .contains(
            "metadata-change {size=1MiB}",
            "missing-lookup {layers=20}",
            "directory-scan {}",
            "directory-rename {}",
            "delete-image-files {size=64MiB}",
            "atomic-replace {}",
            "shared-file-direct {}")
        .doesNotContain("missing-lookup {layers=100}", "delete-image-files {size=4KiB}");
    assertThat(values("thorough", List.of()))
        .contains("missing-lookup {layers=1}", "missing-lookup {layers=100}")
        .contains("metadata-change {size=64MiB}", "delete-image-files {size=4KiB}")
        .contains("group-commit {record=8KiB, writers=8}", "doublewrite {page=4KiB, sync=fsync}")
        .contains("preallocate {allocation=zeros, sync=O_DIRECT}")
        .hasSize(21 + 6 + 6 + 4 + 4 + 12 + 4);
  }

  @Test
  void plan_smoke_visitsTheDatabasesUnlessOthersAreNamed() throws PlanException {
    assertThat(values("smoke", List.of()))
        .containsExactly(
            "wal-append {}",
            "page-update {sync=none}",
            "page-update {sync=fdatasync}",
            "first-write {size=4KiB}",
            "first-write {size=64MiB}",
            "rollback-journal {}",
            "small-files {}");
    assertThat(values("smoke", List.of("missing-*", "atomic-replace")))
        .containsExactly("missing-lookup {layers=20}", "atomic-replace {}");
  }

  @Test
  void plan_standardWithAFurtherPatternNamed_visitsTheValuesThatSayMost() throws PlanException {
    assertThat(values("standard", List.of()))
        .noneMatch(cell -> cell.startsWith("group-commit") || cell.startsWith("log-rotate"));
    assertThat(
            values("standard", List.of("group-*", "checkpoint", "double*", "lsm*", "pre*", "log*")))
        .containsExactly(
            "group-commit {record=512B, writers=1}",
            "group-commit {record=512B, writers=32}",
            "checkpoint {page=8KiB, sync=fsync}",
            "doublewrite {page=16KiB, sync=fsync}",
            "doublewrite {page=16KiB, sync=O_DIRECT}",
            "lsm-compaction {buffer=256KiB, sync=fdatasync}",
            "lsm-compaction {buffer=4MiB, sync=fdatasync}",
            "preallocate {allocation=none, sync=fdatasync}",
            "preallocate {allocation=sparse, sync=fdatasync}",
            "preallocate {allocation=zeros, sync=fdatasync}",
            "log-rotate {record=256B, sync=none}");
  }

  @Test
  void plan_twoEngines_visitTheSameCells() throws PlanException {
    Planner planner =
        new Planner(
            List.of("simulated", "kernel"),
            (engine, target) -> Optional.empty(),
            Workloads.own(),
            "test");
    PlanRequest request =
        new PlanRequest(
            List.of("simulated", "kernel"),
            "standard",
            List.of(),
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            7);
    Map<String, List<String>> cells =
        cells(plan(planner, request)).stream()
            .collect(
                Collectors.groupingBy(
                    Cell::engine,
                    Collectors.mapping(
                        cell -> cell.workload() + cell.params() + cell.target(),
                        Collectors.toList())));
    assertThat(cells.get("kernel")).isEqualTo(cells.get("simulated"));
  }

  private static List<String> values(String profile, List<String> workloads) throws PlanException {
    return cells(plan(PLANNER, request(profile, workloads, List.of()))).stream()
        .map(cell -> cell.workload() + " " + cell.params())
        .distinct()
        .toList();
  }

  @Test
  void plan_anyProfile_hasBothSentinelsApartFromTheCells() throws PlanException {
    Plan plan = plan(PLANNER, request("smoke", List.of(), List.of()));
    assertThat(plan.sentinels())
        .extracting(planned -> planned.cell().workload())
        .containsExactlyInAnyOrder("cpu-sentinel", "storage-anchor");
    assertThat(cells(plan)).noneMatch(cell -> cell.engine().equals(Cell.HOST_ENGINE));
  }

  @Test
  void plan_singleShot_asksForNoMoreShotsThanTheDatasetHas() throws PlanException {
    Plan plan = plan(PLANNER, request("thorough", List.of("first-write"), List.of()));
    for (PlannedCell planned : plan.cells()) {
      assertThat(planned.measurement().iterations())
          .isLessThanOrEqualTo(
              Workloads.own()
                  .find("first-write")
                  .orElseThrow()
                  .maxIterations(planned.cell().params()));
    }
  }

  @Test
  void plan_oneTarget_keepsTheWritableLayerAsItsReference() throws PlanException {
    Plan plan = plan(PLANNER, request("smoke", List.of("wal-*"), List.of("bind-mount")));
    assertThat(cells(plan))
        .extracting(Cell::target)
        .containsExactly(Target.WRITABLE_LAYER, Target.BIND_MOUNT);
  }

  @Test
  void plan_targetTheEngineLacks_isLeftOutUnlessAskedFor() throws PlanException {
    Planner planner =
        new Planner(
            List.of("simulated"),
            (engine, target) ->
                target == Target.TMPFS ? Optional.of("no tmpfs here") : Optional.empty(),
            Workloads.own(),
            "test");
    assertThat(cells(plan(planner, request("smoke", List.of(), List.of()))))
        .noneMatch(cell -> cell.target() == Target.TMPFS);
    assertThat(problems(planner, request("smoke", List.of(), List.of("tmpfs"))))
        .containsExactly("target tmpfs cannot be had from engine simulated: no tmpfs here");
  }

  @Test
  void plan_blocksAskedFor_hasNoBudgetOfTheProfile() throws PlanException {
    assertThat(plan(PLANNER, request("smoke", List.of(), List.of())).budgetSeconds())
        .isEqualTo(110);
    PlanRequest blocks =
        new PlanRequest(
            List.of(), "smoke", List.of(), List.of(), OptionalInt.of(9), Optional.empty(), 7);
    assertThat(plan(PLANNER, blocks).budgetSeconds()).isNull();
    assertThat(plan(PLANNER, blocks).blocks()).isEqualTo(9);
  }

  @Test
  void plan_severalProblems_namesThemAll() {
    PlanRequest request =
        new PlanRequest(
            List.of("dockre"),
            "quick",
            List.of("wal-apend"),
            List.of("volume"),
            OptionalInt.of(0),
            Optional.of(Duration.ZERO),
            1);
    assertThat(problems(PLANNER, request))
        .hasSize(6)
        .anySatisfy(p -> assertThat(p).startsWith("unknown engine 'dockre'; there are: simulated"))
        .anySatisfy(p -> assertThat(p).contains("unknown workload 'wal-apend'", "wal-append"))
        .anySatisfy(p -> assertThat(p).contains("unknown target 'volume'", "named-volume"))
        .anySatisfy(p -> assertThat(p).contains("unknown profile 'quick'", "smoke"))
        .anySatisfy(p -> assertThat(p).contains("--blocks", "got 0"))
        .anySatisfy(p -> assertThat(p).contains("--budget"));
  }

  @Test
  void plan_hostDirectory_isNoTargetOfAUser() {
    assertThat(problems(PLANNER, request("smoke", List.of(), List.of("host-directory"))))
        .singleElement()
        .asString()
        .contains("unknown target 'host-directory'");
  }

  private static PlanRequest request(String profile, List<String> workloads, List<String> targets) {
    return new PlanRequest(
        List.of(), profile, workloads, targets, OptionalInt.empty(), Optional.empty(), 7);
  }

  private static Plan plan(Planner planner, PlanRequest request) throws PlanException {
    return planner.plan(request, "run", Instant.EPOCH, List.of("layertax", "run"), null);
  }

  private static List<String> problems(Planner planner, PlanRequest request) {
    return catchThrowableOfType(PlanException.class, () -> plan(planner, request)).problems();
  }

  private static List<Cell> cells(Plan plan) {
    return plan.cells().stream().map(PlannedCell::cell).toList();
  }
}
