package dev.layertax.reports.render;

import dev.layertax.reports.gate.ComparedGate;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A hand-made run for the renderers' tests: every verdict, a failed cell, an agreeing and a
 * disagreeing control, a figure that was not measured, and text that would like to be markup.
 */
public final class ReportFixture {

  /** Markup in HTML, Markdown and XML, an ANSI escape, and characters that XML 1.0 forbids. */
  public static final String HOSTILE =
      "<script>alert('x')</script> | `b` *c* [d](e) & \"f\" ]]> \u001b[31mred\u0000\u202e\nnext";

  public static final Map<String, String> NO_PARAMS = Map.of();
  public static final Map<String, String> SIZE_64_MIB = Map.of("size", "64MiB");

  private static final double LAYER_64_MIB = 0.0452;

  private ReportFixture() {}

  /** Everything that can go wrong, without a policy. */
  public static Report troubled() {
    return new Report(run(troubledResults()), troubledResults(), Optional.empty());
  }

  /** The same, judged by a policy of which every kind of finding comes. */
  public static Report troubledAndGated() {
    Report report = troubled();
    String yaml =
        """
        advantage:
          - {workload: first-write, target: "*-volume", params: {size: 64MiB}, at-least: 20}
          - {workload: small-files, target: named-volume, at-least: 0.9}
          - {workload: small-files, target: tmpfs, at-least: 1}
          - {workload: page-update, target: named-volume, at-least: 1.05}
        counters:
          - {workload: first-write, target: writable-layer, counter: bytesCopiedUp, equals: 64MiB}
          - {workload: first-write, target: named-volume, counter: bytesCopiedUp, equals: 0}
          - {workload: small-files, target: named-volume, counter: flushes, equals: 2}
        regression: {tolerance: 0.03, margin: 0.10}
        """;
    return new Report(
            report.run(),
            report.results(),
            Optional.of(
                ComparedGate.judge(
                    Policy.parse(yaml, "policy.yaml"), report.run().plan(), report.results())))
        .with(Optional.of(guarantees()));
  }

  /** Every outcome, one against Docker's documentation, one not tried, and hostile text. */
  public static Guarantees guarantees() {
    String volume = "Volumes, A volume's lifecycle";
    return new Guarantees(
        Plan.SCHEMA_VERSION,
        "0.1.0",
        "2026-11-24T10:00:00Z",
        List.of(
            guarantee("simulated", Target.WRITABLE_LAYER, "restart", Outcome.KEPT, "All.", null),
            guarantee(
                "simulated",
                Target.NAMED_VOLUME,
                "restart",
                Outcome.LOST,
                "The restarted container found 499 of the 500 records (13.7 KiB) written.",
                volume),
            guarantee(
                "simulated",
                Target.ANONYMOUS_VOLUME,
                "replacement",
                Outcome.ORPHANED,
                "None.",
                null),
            guarantee("simulated", Target.TMPFS, "sharing", Outcome.IMPOSSIBLE, "Two.", null),
            guarantee("simulated", Target.TMPFS, "backup", Outcome.FAILED, HOSTILE, null),
            new Guarantee(
                "kernel",
                Target.BIND_MOUNT,
                "backup",
                Outcome.KEPT,
                "All.",
                Outcome.KEPT,
                volume,
                new Guarantee.Throughput(2e8, 5e7)),
            guarantee("kernel", Target.NAMED_VOLUME, "restart", Outcome.KEPT, "All.", volume),
            guarantee("kernel", Target.NAMED_VOLUME, "unheard-of", Outcome.KEPT, "All.", null)));
  }

  private static Guarantee guarantee(
      String engine,
      Target target,
      String experiment,
      Outcome outcome,
      String evidence,
      String source) {
    return new Guarantee(
        engine,
        target,
        experiment,
        outcome,
        evidence,
        source == null ? null : Outcome.KEPT,
        source);
  }

  /** A run without a worry. */
  public static Report calm() {
    Results results =
        results(
            5,
            5,
            List.of(fasterVolume(), equivalentVolume()),
            List.of(control("first-write", SIZE_64_MIB, 1.002, .98, 1.03)),
            List.of(),
            List.of());
    return new Report(run(results), results, Optional.empty());
  }

  public static Comparison fasterVolume() {
    return comparison(
        "first-write",
        SIZE_64_MIB,
        Target.NAMED_VOLUME,
        190.4,
        170.2,
        210.1,
        Verdict.FASTER,
        LAYER_64_MIB);
  }

  public static Comparison equivalentVolume() {
    return comparison(
        "wal-append", NO_PARAMS, Target.NAMED_VOLUME, 1.002, .98, 1.03, Verdict.EQUIVALENT, .0021);
  }

  public static Comparison slowerVolume() {
    return comparison(
        "small-files", NO_PARAMS, Target.NAMED_VOLUME, .555, .5, .6, Verdict.SLOWER, .0008);
  }

  public static Comparison undecidedVolume() {
    Comparison base =
        comparison(
            "page-update",
            Map.of("sync", "none"),
            Target.NAMED_VOLUME,
            1.08,
            .9,
            1.3,
            Verdict.INCONCLUSIVE,
            1.84e-6);
    return with(base, 35, List.of("few-blocks", "shape"));
  }

  public static Comparison unmeasuredTmpfs() {
    return comparison(
        "small-files",
        NO_PARAMS,
        Target.TMPFS,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Verdict.INCONCLUSIVE,
        .0008);
  }

  /** A comparison of five blocks against the writable layer, its spread as its interval has it. */
  public static Comparison comparison(
      String workload,
      Map<String, String> params,
      Target target,
      double ratio,
      double low,
      double high,
      Verdict verdict,
      double layerSeconds) {
    // t(.995, 4 degrees) = 4.604 gives the half width: scipy.stats.t.ppf(.995, 4)
    double sd = (Math.log(high) - Math.log(low)) / 2 / 4.604094871415897 * Math.sqrt(5);
    boolean measured = !Double.isNaN(ratio);
    double cost = measured ? layerSeconds / ratio : Double.NaN;
    return new Comparison(
        "simulated",
        workload,
        new TreeMap<>(params),
        target,
        Target.WRITABLE_LAYER,
        ratio,
        low,
        high,
        .99,
        measured ? 5 : 0,
        measured ? .001 : Double.NaN,
        measured ? .0625 : Double.NaN,
        verdict,
        List.of(),
        cost,
        cost * .9,
        cost * 1.1,
        layerSeconds,
        measured ? .12 : Double.NaN,
        measured ? 0 : -1,
        sd,
        measured ? .1 : Double.NaN,
        measured
            ? List.of(ratio * .98, ratio, ratio * 1.01, ratio * 1.02, ratio * .99)
            : List.of());
  }

  /** A named volume against a bind mount, which must not differ. */
  public static Comparison control(
      String workload, Map<String, String> params, double ratio, double low, double high) {
    return Altered.of(
        comparison(
            workload, params, Target.NAMED_VOLUME, ratio, low, high, Verdict.EQUIVALENT, .001),
        Map.of("reference", Target.BIND_MOUNT));
  }

  /** The same comparison with other doubts. */
  public static Comparison with(Comparison base, int blocksNeeded, List<String> flags) {
    return Altered.of(base, Map.of("blocksNeeded", blocksNeeded, "flags", flags));
  }

  /** A report of these comparisons and controls alone. */
  public static Report of(List<Comparison> comparisons, List<Comparison> controls) {
    Results results = results(5, 5, comparisons, controls, List.of(), List.of());
    return new Report(run(results), results, Optional.empty());
  }

  private static Results troubledResults() {
    List<Comparison> comparisons =
        List.of(
            fasterVolume(),
            comparison(
                "first-write",
                SIZE_64_MIB,
                Target.ANONYMOUS_VOLUME,
                185,
                166,
                206,
                Verdict.FASTER,
                LAYER_64_MIB),
            comparison(
                "first-write",
                SIZE_64_MIB,
                Target.BIND_MOUNT,
                188,
                168,
                211,
                Verdict.FASTER,
                LAYER_64_MIB),
            comparison(
                "first-write",
                SIZE_64_MIB,
                Target.TMPFS,
                1234.5,
                1100,
                1390,
                Verdict.FASTER,
                LAYER_64_MIB),
            equivalentVolume(),
            comparison(
                "wal-append",
                NO_PARAMS,
                Target.BIND_MOUNT,
                .991,
                .94,
                1.01,
                Verdict.EQUIVALENT,
                .0021),
            undecidedVolume(),
            slowerVolume(),
            unmeasuredTmpfs(),
            comparison(
                HOSTILE,
                Map.of("p", HOSTILE),
                Target.NAMED_VOLUME,
                1.12,
                1.08,
                1.16,
                Verdict.FASTER,
                .001));
    List<Comparison> controls =
        List.of(
            control("first-write", SIZE_64_MIB, 1.002, .98, 1.03),
            control("small-files", NO_PARAMS, 1.3, 1.2, 1.4));
    List<CellCounters> counters =
        List.of(
            counters("first-write", SIZE_64_MIB, Target.WRITABLE_LAYER, 67108864, 1, List.of()),
            counters("first-write", SIZE_64_MIB, Target.NAMED_VOLUME, 0, 1, List.of()),
            counters("small-files", NO_PARAMS, Target.NAMED_VOLUME, 0, 3, List.of("flushes")),
            counters(
                HOSTILE,
                Map.of("p", HOSTILE),
                Target.NAMED_VOLUME,
                0,
                .3333333333333333,
                List.of()));
    Cell failed = Cell.of("simulated", "small-files", NO_PARAMS, Target.TMPFS);
    List<Results.Failure> failures =
        List.of(
            new Results.Failure(
                0, failed, "the fork ended with exit code 1: No space left on device."),
            new Results.Failure(1, failed, HOSTILE));
    return results(5, 6, comparisons, controls, counters, failures);
  }

  private static CellCounters counters(
      String workload,
      Map<String, String> params,
      Target target,
      double bytesCopiedUp,
      double flushes,
      List<String> unequal) {
    return new CellCounters(
        Cell.of("simulated", workload, params, target),
        new TreeMap<>(Map.of("bytesCopiedUp", bytesCopiedUp, "flushes", flushes)),
        unequal);
  }

  private static Results results(
      int blocks,
      int plannedBlocks,
      List<Comparison> comparisons,
      List<Comparison> controls,
      List<CellCounters> counters,
      List<Results.Failure> failures) {
    List<Results.SetAsideBlock> setAside =
        plannedBlocks > blocks
            ? List.of(new Results.SetAsideBlock(3, "steal was 0.31 of the block's time."))
            : List.of();
    return new Results(
        Plan.SCHEMA_VERSION,
        "20261123-181014-42",
        "standard",
        plannedBlocks,
        blocks,
        setAside,
        comparisons,
        controls,
        counters,
        comparisons.stream().map(ReportFixture::cost).toList(),
        List.of(),
        failures);
  }

  private static CellCost cost(Comparison comparison) {
    return new CellCost(
        comparison.cell(),
        comparison.costPerOpSeconds(),
        comparison.costLowSeconds(),
        comparison.costHighSeconds(),
        comparison.blocks(),
        comparison.blocks() == 0 ? 2 : 0,
        comparison.verdict() == Verdict.SLOWER ? 2 : 0,
        List.of(),
        new TreeMap<>(Map.of("create", .02)));
  }

  private static Run run(Results results) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (Comparison comparison : results.comparisons()) {
      cells.add(comparison.cell().on(comparison.reference()));
      cells.add(comparison.cell());
    }
    List<PlannedCell> planned = new ArrayList<>();
    cells.forEach(cell -> planned.add(new PlannedCell(cell, new Measurement(1, 1, 3, 1))));
    Plan plan =
        new Plan(
            Plan.SCHEMA_VERSION,
            results.runId(),
            "2026-11-23T18:10:14Z",
            "0.1.0",
            results.profile(),
            42,
            results.plannedBlocks(),
            null,
            .99,
            .05,
            planned,
            List.of(),
            List.of(
                "scripts/layertax",
                "run",
                "--workload",
                "*",
                "--seed",
                "42",
                "--out",
                "it's ```here"),
            null);
    Environment environment =
        new Environment(
            Plan.SCHEMA_VERSION,
            new TreeMap<>(Map.of("os", "Linux", "kernel", HOSTILE)),
            List.of(
                new Passport(
                    "simulated", Target.NAMED_VOLUME, new TreeMap<>(Map.of("mount", HOSTILE)))));
    return new Run(plan, environment, List.of());
  }
}
