package dev.layertax.reports.chart;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCost.Percentile;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.FileSize;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A made-up run of standard size, nine questions on five targets, the same every time. */
public final class StandardRun {
  public static final double MARGIN = .05;
  private static final int BLOCKS = 24;
  private static final String ENGINE = "simulated";

  /** A question with its cost on the layer and the advantage of the targets on disk. */
  private record Question(
      String workload, Map<String, String> params, double layerSeconds, double advantage) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("wal-append", Map.of(), 1.31e-3, 1.004),
          new Question("page-update", Map.of("sync", "none"), 3.4e-6, 1.27),
          new Question("page-update", Map.of("sync", "fdatasync"), 1.42e-3, 1.02),
          new Question("first-write", Map.of("size", "4KiB"), 231e-6, 9.4),
          new Question("first-write", Map.of("size", "1MiB"), 1.9e-3, 61),
          new Question("first-write", Map.of("size", "16MiB"), 17.3e-3, 148),
          new Question("first-write", Map.of("size", "64MiB"), 61e-3, 190),
          new Question("rollback-journal", Map.of(), 4.1e-3, .93),
          new Question("small-files", Map.of(), 88e-6, 1.38));

  private StandardRun() {}

  public static Run run() {
    List<PlannedCell> cells = new ArrayList<>();
    for (Question question : QUESTIONS) {
      for (Target target : Target.selectable()) {
        cells.add(new PlannedCell(cell(question, target), new Measurement(2, 1, 5, 1)));
      }
    }
    Plan plan =
        new Plan(
            Plan.SCHEMA_VERSION,
            "20261123-101500-standard",
            "2026-11-23T10:15:00Z",
            "0.1.0",
            "standard",
            42,
            BLOCKS,
            600.0,
            .95,
            MARGIN,
            cells,
            List.of(),
            List.of("scripts/layertax", "run", "--profile", "standard", "--seed", "42"),
            null);
    return new Run(plan, environment(), samples());
  }

  public static Results results() {
    List<Comparison> comparisons = new ArrayList<>();
    List<Comparison> controls = new ArrayList<>();
    List<CellCost> costs = new ArrayList<>();
    List<CellCounters> counters = new ArrayList<>();
    for (Question question : QUESTIONS) {
      for (Target target : Target.selectable()) {
        costs.add(cost(cell(question, target), seconds(question, target)));
        counters.add(counters(cell(question, target)));
        if (target != Target.WRITABLE_LAYER) {
          comparisons.add(comparison(question, target, Target.WRITABLE_LAYER));
        }
      }
      controls.add(comparison(question, Target.BIND_MOUNT, Target.NAMED_VOLUME));
    }
    return new Results(
        Plan.SCHEMA_VERSION,
        "20261123-101500-standard",
        "standard",
        BLOCKS,
        BLOCKS - 1,
        List.of(new Results.SetAsideBlock(7, "I/O pressure .41 is above .2")),
        comparisons,
        controls,
        counters,
        costs,
        sentinels(),
        List.of());
  }

  private static Cell cell(Question question, Target target) {
    return Cell.of(ENGINE, question.workload(), question.params(), target);
  }

  private static double seconds(Question question, Target target) {
    return question.layerSeconds() / ratio(question, target);
  }

  private static double ratio(Question question, Target target) {
    return switch (target) {
      case WRITABLE_LAYER, HOST_DIRECTORY -> 1;
      case NAMED_VOLUME -> question.advantage();
      case ANONYMOUS_VOLUME -> question.advantage() * .99;
      case BIND_MOUNT -> question.advantage() * 1.008;
      case TMPFS -> question.advantage() * (question.layerSeconds() > 1e-3 ? 9 : 1.4);
    };
  }

  private static Comparison comparison(Question question, Target target, Target reference) {
    double ratio = ratio(question, target) / ratio(question, reference);
    double spread = question.workload().equals("rollback-journal") ? 1.09 : 1.02;
    double low = ratio / spread;
    double high = ratio * spread;
    Verdict verdict =
        low > 1 + MARGIN / 4
            ? Verdict.FASTER
            : high < 1
                ? Verdict.SLOWER
                : high <= 1 + MARGIN && low >= 1 / (1 + MARGIN)
                    ? Verdict.EQUIVALENT
                    : Verdict.INCONCLUSIVE;
    double cost = seconds(question, target);
    return new Comparison(
        ENGINE,
        question.workload(),
        new TreeMap<>(question.params()),
        target,
        reference,
        ratio,
        low,
        high,
        .95,
        BLOCKS - 1,
        .0002,
        .0004,
        verdict,
        verdict == Verdict.INCONCLUSIVE ? List.of("shape") : List.of(),
        cost,
        cost / 1.02,
        cost * 1.02,
        seconds(question, reference),
        .021,
        verdict == Verdict.INCONCLUSIVE ? 57 : 0,
        .04,
        .08,
        List.of(ratio * .99, ratio, ratio * 1.01));
  }

  private static CellCost cost(Cell cell, double seconds) {
    List<Percentile> percentiles =
        List.of(
            new Percentile("p50", 50, seconds * .96, seconds * .94, seconds * .99),
            new Percentile("p95", 95, seconds * 1.7, seconds * 1.6, seconds * 1.8),
            new Percentile("p99", 99, seconds * 3.1, seconds * 2.8, seconds * 3.5),
            new Percentile("p99.9", 99.9, seconds * 11, seconds * 8, seconds * 17));
    return new CellCost(
        cell,
        seconds,
        seconds / 1.02,
        seconds * 1.02,
        BLOCKS - 1,
        0,
        1,
        percentiles,
        new TreeMap<>(
            Map.of("create", .004, "fill", .12, "settle", .03, "start", .31, "remove", .002)));
  }

  private static CellCounters counters(Cell cell) {
    boolean copied =
        cell.workload().equals("first-write") && cell.target() == Target.WRITABLE_LAYER;
    double size = FileSize.of(cell).orElse(0);
    return new CellCounters(
        cell,
        new TreeMap<>(
            Map.of("bytesWritten", 8192.0, "flushes", 1.0, "bytesCopiedUp", copied ? size : 0.0)),
        List.of());
  }

  private static List<Results.Sentinel> sentinels() {
    Cell cpu = Cell.of(Cell.HOST_ENGINE, "cpu-only", Map.of(), Target.HOST_DIRECTORY);
    Cell anchor = Cell.of(Cell.HOST_ENGINE, "storage-anchor", Map.of(), Target.HOST_DIRECTORY);
    return List.of(
        new Results.Sentinel(cost(cpu, 2.1e-3), .011, 1.003),
        new Results.Sentinel(cost(anchor, 1.2e-3), .052, .98));
  }

  private static Environment environment() {
    List<Passport> passports = new ArrayList<>();
    for (Target target : Target.selectable()) {
      passports.add(
          new Passport(
              ENGINE,
              target,
              new TreeMap<>(
                  Map.of(
                      "fileSystem",
                      target == Target.TMPFS ? "tmpfs" : "ext4",
                      "device",
                      target == Target.TMPFS ? "none" : "/dev/vda1",
                      "mount",
                      "/dev/vda1 / ext4 rw,relatime,discard,errors=remount-ro",
                      "path",
                      "/var/lib/layertax/storage/" + target.label(),
                      "freeBytes",
                      "81604378624",
                      "fsync",
                      target == Target.TMPFS ? "does nothing" : "reaches the device"))));
    }
    return new Environment(
        Plan.SCHEMA_VERSION,
        new TreeMap<>(
            Map.of(
                "os", "Debian GNU/Linux 12",
                "kernel", "6.18.0-amd64",
                "cpu", "AMD EPYC 7B13",
                "cores", "2",
                "memoryBytes", "8323047424",
                "jdk", "17.0.15+6-Debian",
                "cacheState", "warm: files are read once before they are written")),
        passports);
  }

  private static List<Sample> samples() {
    return List.of();
  }
}
