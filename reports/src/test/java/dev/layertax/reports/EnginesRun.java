package dev.layertax.reports;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One run of several engines: the same questions of each, measured with seeded noise. */
public final class EnginesRun {

  private static final int BLOCKS = 12;
  private static final List<Target> TARGETS =
      List.of(Target.WRITABLE_LAYER, Target.NAMED_VOLUME, Target.BIND_MOUNT, Target.TMPFS);

  /**
   * A question, and its cost on the kernel's layer and elsewhere.
   *
   * @param simulated the layer's cost in the simulation divided by that on the kernel
   */
  private record Question(
      String workload,
      Map<String, String> params,
      double layer,
      double volume,
      double tmpfs,
      double simulated,
      double noise) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("wal-append", Map.of(), 1.3e-3, 1.3e-3, 2e-6, 1, .01),
          new Question("page-update", Map.of("sync", "none"), 4e-6, 3.2e-6, 3e-6, 1.05, .02),
          new Question("first-write", Map.of("size", "4KiB"), 2e-4, 1.1e-5, 6e-6, 1.9, .05),
          new Question("first-write", Map.of("size", "64MiB"), 6e-2, 3e-4, 2e-4, 1.02, .04),
          new Question("small-files", Map.of(), 9e-5, 6e-5, 3e-5, 1.1, .3));

  private EnginesRun() {}

  /** Every question on every engine, each cell measured in every block. */
  public static Run of(String... engines) {
    return of(List.of(), engines);
  }

  /** The same, with cells whose every visit failed. */
  public static Run of(List<Cell> failing, String... engines) {
    List<Cell> cells = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    Random noise = new Random(42);
    for (String engine : engines) {
      for (Question question : QUESTIONS) {
        for (Target target : TARGETS) {
          Cell cell = Cell.of(engine, question.workload(), question.params(), target);
          for (int block = 0; block < BLOCKS; block++) {
            double cost = cost(question, cell) * Math.exp(question.noise() * noise.nextGaussian());
            samples.add(
                failing.contains(cell)
                    ? ExampleRun.failure(block, cells.size(), cell, "mount refused")
                    : sample(block, cells.size(), cell, cost));
          }
          cells.add(cell);
        }
      }
    }
    return new Run(plan(cells, engines), environment(engines), samples);
  }

  private static double cost(Question question, Cell cell) {
    return switch (cell.target()) {
      case WRITABLE_LAYER ->
          question.layer() * (cell.engine().equals("simulated") ? question.simulated() : 1);
      case TMPFS -> question.tmpfs();
      default -> question.volume();
    };
  }

  private static Sample sample(int block, int position, Cell cell, double cost) {
    boolean copied = cell.workload().equals("first-write") && cell.target() == TARGETS.get(0);
    long nanos = Math.max(1, Math.round(cost * 1e9));
    return ExampleRun.sample(
        block,
        position,
        cell,
        Fork.of(
            List.of(new Iteration(10, cost)),
            List.of(new Iteration(10, cost), new Iteration(10, cost)),
            Map.of("bytesWritten", 8192.0, "bytesCopiedUp", copied ? 4096.0 : 0),
            new Latencies(new long[] {nanos, nanos * 3}, new long[] {9_900, 100})));
  }

  private static Plan plan(List<Cell> cells, String... engines) {
    List<String> command = new ArrayList<>(List.of("scripts/layertax", "run"));
    for (String engine : engines) {
      command.addAll(List.of("--engine", engine));
    }
    return new Plan(
        Plan.SCHEMA_VERSION,
        "20261124-101500-engines",
        "2026-11-24T10:15:00Z",
        "0.1.0",
        "standard",
        42,
        BLOCKS,
        null,
        .99,
        .05,
        cells.stream().map(cell -> new PlannedCell(cell, new Measurement(1, 1, 2, 1))).toList(),
        List.of(),
        command,
        null);
  }

  private static Environment environment(String... engines) {
    List<Passport> passports = new ArrayList<>();
    for (String engine : engines) {
      for (Target target : TARGETS) {
        String fileSystem = target == Target.TMPFS ? "tmpfs" : "ext4";
        passports.add(
            new Passport(engine, target, new TreeMap<>(Map.of("fileSystem", fileSystem))));
      }
    }
    return new Environment(
        Plan.SCHEMA_VERSION,
        new TreeMap<>(Map.of("os", "Linux 6.18", "kernel", "6.18.5", "jdk", "17.0.15")),
        passports);
  }
}
