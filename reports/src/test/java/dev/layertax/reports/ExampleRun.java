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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small runs for tests, made of plain figures. */
public final class ExampleRun {

  public static final Cell ANCHOR =
      Cell.of(Cell.HOST_ENGINE, "storage-anchor", Map.of(), Target.HOST_DIRECTORY);
  public static final Cell CPU = Cell.of(Cell.HOST_ENGINE, "cpu", Map.of(), Target.HOST_DIRECTORY);

  private static final Measurement MEASUREMENT = new Measurement(2, .5, 3, 1);

  private ExampleRun() {}

  public static Cell cell(String workload, Target target) {
    return Cell.of("simulated", workload, Map.of("size", "64MiB"), target);
  }

  public static Plan plan(int blocks, double confidence, Cell... cells) {
    return new Plan(
        Plan.SCHEMA_VERSION,
        "example",
        "2026-11-23T10:00:00Z",
        "0.1.0",
        "smoke",
        42,
        blocks,
        null,
        confidence,
        .05,
        Arrays.stream(cells).map(cell -> new PlannedCell(cell, MEASUREMENT)).toList(),
        List.of(new PlannedCell(CPU, MEASUREMENT), new PlannedCell(ANCHOR, MEASUREMENT)),
        List.of("layertax", "run", "--seed", "42"),
        null);
  }

  public static Environment environment() {
    return new Environment(
        Plan.SCHEMA_VERSION,
        new TreeMap<>(Map.of("os", "Linux", "kernel", "6.18", "jdk", "17.0.15")),
        List.of(
            new Passport(
                "simulated",
                Target.NAMED_VOLUME,
                new TreeMap<>(Map.of("fileSystem", "ext4", "device", "vda1")))));
  }

  /** Three iterations whose median is the cost. */
  public static Fork fork(double cost, Map<String, Double> counters, Latencies latencies) {
    return Fork.of(
        List.of(new Iteration(1, cost * 3), new Iteration(1, cost * 1.1)),
        List.of(
            new Iteration(10, cost), new Iteration(10, cost * .98), new Iteration(9, cost * 1.02)),
        counters,
        latencies);
  }

  public static Sample sample(int block, int position, Cell cell, Fork fork) {
    return new Sample(
        block,
        position,
        cell,
        Sample.Outcome.OK,
        null,
        "2026-11-23T10:00:0" + position + "Z",
        fork,
        new TreeMap<>(Map.of("create", .25, "remove", .125)),
        new TreeMap<>(Map.of("steal", 0.0)));
  }

  public static Sample sample(int block, int position, Cell cell, double cost) {
    return sample(
        block, position, cell, fork(cost, Map.of("bytesWritten", 8192.0), Latencies.none()));
  }

  public static Sample failure(int block, int position, Cell cell, String reason) {
    return new Sample(
        block,
        position,
        cell,
        Sample.Outcome.FAILED,
        reason,
        "2026-11-23T10:00:00Z",
        null,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** One block per value: the reference costs a second, the cell what the log ratio says. */
  public static Run paired(Plan plan, Cell cell, Cell reference, double... logRatios) {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < logRatios.length; block++) {
      int first = block % 2;
      samples.add(sample(block, first, cell, StrictMath.exp(-logRatios[block])));
      samples.add(sample(block, 1 - first, reference, 1));
    }
    return new Run(plan, environment(), samples);
  }
}
