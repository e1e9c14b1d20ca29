package dev.layertax.harness.cli;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.MeasuredJar;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run of ten blocks, made of seeded figures, that passes its gate with every kind of rule. */
final class HealthyRun {

  static final int BLOCKS = 10;

  static final String POLICY =
      """
      strict: true
      advantage:
        - {workload: first-write, target: named-volume, at-least: 2}
      regression:
        - {workload: first-write, target: named-volume, tolerance: 0.03, margin: 0.10}
      counters:
        - {workload: first-write, target: named-volume, counter: flushes, equals: 1}
      """;

  static final Cell LAYER =
      Cell.of("simulated", "first-write", Map.of("size", "64MiB"), Target.WRITABLE_LAYER);
  static final Cell VOLUME = LAYER.on(Target.NAMED_VOLUME);

  private static final List<Cell> CELLS =
      List.of(LAYER, VOLUME, LAYER.on(Target.BIND_MOUNT), VOLUME.oldRevision());

  private HealthyRun() {}

  static void write(Path directory) throws IOException {
    Random random = new Random(11);
    try (RunDirectory run = RunDirectory.create(directory, plan(), environment())) {
      for (int block = 0; block < BLOCKS; block++) {
        for (int position = 0; position < CELLS.size(); position++) {
          Cell cell = CELLS.get((block + position) % CELLS.size());
          double usual = cell.target() == Target.WRITABLE_LAYER ? 20e-3 : 2e-3;
          run.append(sample(block, position, cell, usual * Math.exp(.02 * random.nextGaussian())));
        }
      }
    }
  }

  private static Plan plan() {
    return new Plan(
            Plan.SCHEMA_VERSION,
            "healthy",
            "2026-11-23T10:00:00Z",
            "0",
            "smoke",
            1,
            BLOCKS,
            null,
            .99,
            .05,
            CELLS.stream()
                .map(cell -> new PlannedCell(cell, new Measurement(1, .1, 3, .1)))
                .toList(),
            List.of(),
            List.of("scripts/layertax", "run"),
            POLICY)
        .measuring(List.of(new MeasuredJar(MeasuredJar.AGAINST, "old.jar", "0".repeat(64))));
  }

  private static Environment environment() {
    return new Environment(
        Plan.SCHEMA_VERSION,
        new TreeMap<>(Map.of("os", "Linux")),
        Stream.of(Target.WRITABLE_LAYER, Target.NAMED_VOLUME, Target.BIND_MOUNT)
            .map(
                target ->
                    new Passport("simulated", target, new TreeMap<>(Map.of("fileSystem", "ext4"))))
            .toList());
  }

  private static Sample sample(int block, int position, Cell cell, double cost) {
    List<Iteration> iterations =
        IntStream.range(0, 3).mapToObj(i -> new Iteration(50, cost * (1 + i * .01))).toList();
    Fork fork =
        Fork.of(
            List.of(new Iteration(40, cost * 1.3)),
            iterations,
            Map.of("flushes", 1.0, "bytesWritten", 4096.0),
            new Latencies(new long[] {Math.round(cost * 1e9)}, new long[] {150}));
    return new Sample(
        block,
        position,
        cell,
        Sample.Outcome.OK,
        null,
        "2026-11-23T10:%02d:%02dZ".formatted(block, position),
        fork,
        new TreeMap<>(Map.of("fork", 5.0)),
        new TreeMap<>());
  }
}
