package dev.layertax.reports.render;

import dev.layertax.reports.chart.StandardRun;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A report with markup of numbered marks in every text that a user or a machine can give it. */
final class HostileReport {

  private HostileReport() {}

  private static String bad(int number) {
    return "#"
        + number
        + "</style></title><script>alert(1)</script>\"'>&amp;${7*7}<#stop>\u0007<img>";
  }

  static Report made() {
    Cell layer = Cell.of(bad(1), bad(2), Map.of(bad(3), bad(4)), Target.WRITABLE_LAYER);
    Cell volume = layer.on(Target.NAMED_VOLUME);
    Plan plan =
        new Plan(
            1,
            bad(5),
            bad(6),
            bad(7),
            "standard",
            1,
            2,
            null,
            .95,
            .05,
            List.of(new PlannedCell(layer, new Measurement(1, 1, 1, 1))),
            List.of(),
            List.of(bad(9), bad(10)),
            bad(99));
    Environment environment =
        new Environment(
            1,
            new TreeMap<>(Map.of(bad(11), bad(12))),
            List.of(new Passport(bad(1), Target.TMPFS, new TreeMap<>(Map.of(bad(14), bad(15))))));
    Comparison standard = StandardRun.results().comparisons().get(0);
    Comparison comparison = hostile(standard, volume, Target.WRITABLE_LAYER, bad(16));
    Comparison control = hostile(standard, volume, Target.BIND_MOUNT, bad(98));
    CellCost cost =
        new CellCost(
            layer,
            1e-3,
            .9e-3,
            1.1e-3,
            2,
            1,
            1,
            List.of(new CellCost.Percentile(bad(17), 50, 1e-3, .9e-3, 1.1e-3)),
            new TreeMap<>(Map.of(bad(18), 1.0)));
    Cell sentinel =
        Cell.of(Cell.HOST_ENGINE, bad(19), Map.of(bad(20), bad(21)), Target.HOST_DIRECTORY);
    Results results =
        new Results(
            1,
            bad(97),
            bad(22),
            2,
            2,
            List.of(new Results.SetAsideBlock(1, bad(23))),
            List.of(comparison),
            List.of(control),
            List.of(new CellCounters(layer, new TreeMap<>(Map.of(bad(24), 1.5)), List.of(bad(24)))),
            List.of(cost),
            List.of(
                new Results.Sentinel(
                    new CellCost(sentinel, 1, 1, 1, 1, 0, 0, List.of(), new TreeMap<>()), .1, 1)),
            List.of(new Results.Failure(1, volume, bad(25))));
    GateOutcome gate =
        new GateOutcome(
            bad(26),
            true,
            List.of(
                new Finding(1, bad(27), volume, Finding.Verdict.INVALID, bad(28)),
                new Finding(2, bad(8), layer, Finding.Verdict.EXACT, bad(13))),
            List.of(bad(29)));
    return new Report(new Run(plan, environment, List.of()), results, Optional.of(gate));
  }

  private static Comparison hostile(Comparison c, Cell cell, Target reference, String flag) {
    return Altered.of(
        c,
        Map.of(
            "engine",
            cell.engine(),
            "workload",
            cell.workload(),
            "params",
            cell.params(),
            "target",
            cell.target(),
            "reference",
            reference,
            "ratio",
            2.0,
            "low",
            1.9,
            "high",
            2.1,
            "verdict",
            Verdict.FASTER,
            "flags",
            List.of(flag)));
  }
}
