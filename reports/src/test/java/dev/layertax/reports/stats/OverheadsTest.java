package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.TargetOverhead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverheadsTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell BIND = LAYER.on(Target.BIND_MOUNT);
  private static final Cell OTHER_BIND = ExampleRun.cell("wal-append", Target.BIND_MOUNT);

  private static Sample sample(int block, Cell cell, Map<String, Double> overheadSeconds) {
    Sample plain = ExampleRun.sample(block, 0, cell, .1);
    return new Sample(
        plain.block(),
        plain.position(),
        cell,
        plain.outcome(),
        null,
        plain.startedAt(),
        plain.fork(),
        new TreeMap<>(overheadSeconds),
        plain.conditions());
  }

  private static List<TargetOverhead> overheads(List<Sample> samples, Cell... cells) {
    return Analysis.of(new Run(ExampleRun.plan(3, .95, cells), ExampleRun.environment(), samples))
        .overheads();
  }

  @Test
  void overheads_severalCellsOfATarget_areMediansOverAllTheirVisitsWithFillingInCreate() {
    List<Sample> samples =
        List.of(
            sample(0, BIND, Map.of("create", 1.0, "fill", 2.0, "start", .1, "remove", .5)),
            sample(1, BIND, Map.of("create", 1.0, "fill", 4.0, "start", .3, "stop", .7)),
            sample(0, OTHER_BIND, Map.of("create", 7.0, "fill", 0.0, "start", .2, "fork", 9.0)));
    assertThat(overheads(samples, LAYER, BIND, OTHER_BIND))
        .containsExactly(
            new TargetOverhead("simulated", Target.WRITABLE_LAYER, 0, new TreeMap<>()),
            new TargetOverhead(
                "simulated",
                Target.BIND_MOUNT,
                3,
                new TreeMap<>(Map.of("create", 5.0, "start", .2, "stop", .7, "remove", .5))));
  }

  @Test
  void overheads_failedVisits_areNotAmongThem() {
    List<Sample> samples =
        List.of(sample(0, BIND, Map.of("create", 1.0)), ExampleRun.failure(1, 0, BIND, "it broke"));
    assertThat(overheads(samples, BIND).get(0).visits()).isEqualTo(1);
  }

  @Test
  void invalid_targetsOfThePlan_areNamedWithTheirReasonAndOthersAreNot() {
    Environment plain = ExampleRun.environment();
    List<Passport> passports = new ArrayList<>();
    for (Target target : List.of(Target.BIND_MOUNT, Target.TMPFS)) {
      passports.add(
          new Passport("simulated", target, new TreeMap<>(Map.of(Passport.INVALID, "a lie"))));
    }
    Results results =
        Analysis.of(
            new Run(
                ExampleRun.plan(1, .95, LAYER, BIND),
                new Environment(plain.schemaVersion(), plain.host(), passports),
                List.of(ExampleRun.sample(0, 0, LAYER, .1))));
    assertThat(results.invalid())
        .containsExactly(new Results.InvalidTarget("simulated", Target.BIND_MOUNT, "a lie"));
    assertThat(results.invalid(BIND)).hasValue("a lie");
    assertThat(results.invalid(LAYER)).isEmpty();
    assertThat(results.failures()).isEmpty();
  }
}
