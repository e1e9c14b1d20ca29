package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.wording.Figures;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Why a run's samples of a cell cannot be what was measured: each can be read, and together they
 * contradict themselves.
 */
final class Doubts {

  /** Nobody's benchmark has so many threads; seconds for milliseconds are a thousand. */
  private static final double MOST_SECONDS_PER_SECOND = 100;

  /**
   * Between two targets of one question the operations that one latency stands for differ by 3 at
   * most; milliseconds for seconds are a thousand.
   */
  private static final double FURTHEST_UNITS = 300;

  private final Run run;
  private final int made;
  private final Map<Cell, List<Sample>> samples;
  private final Map<Cell, Optional<String>> known = new HashMap<>();

  Doubts(Run run) {
    this.run = run;
    this.made = run.blocksMade();
    this.samples = run.samples().stream().collect(Collectors.groupingBy(Sample::cell));
  }

  /** Empty when there is none, and for a cell without samples, of which others speak. */
  Optional<String> of(Cell cell) {
    return known.computeIfAbsent(cell, this::find);
  }

  private Optional<String> find(Cell cell) {
    List<Sample> all = samples.getOrDefault(cell, List.of());
    List<Sample> measured = all.stream().filter(Sample::succeeded).toList();
    return all.isEmpty()
        ? Optional.empty()
        : unseen(cell)
            .or(() -> hole(all))
            .or(() -> copied(measured))
            .or(() -> longerThanItsVisit(measured))
            .or(() -> otherUnits(cell));
  }

  private Optional<String> unseen(Cell cell) {
    return run.environment().passport(cell).isPresent()
        ? Optional.empty()
        : Optional.of(
            "environment.json has no passport of this target of engine "
                + cell.engine()
                + ", so nobody knows what was measured");
  }

  /** A failed visit is a sample too; only the last block may be broken off. */
  private Optional<String> hole(List<Sample> all) {
    Set<Integer> blocks = all.stream().map(Sample::block).collect(Collectors.toSet());
    return IntStream.range(0, made - 1)
        .filter(block -> !blocks.contains(block))
        .boxed()
        .findFirst()
        .map(
            block ->
                "samples.jsonl has no visit to it in block "
                    + block
                    + ", though block "
                    + (made - 1)
                    + " was begun: a line was taken away");
  }

  private static Optional<String> copied(List<Sample> measured) {
    Map<List<Object>, Sample> byFigures = new HashMap<>();
    for (Sample sample : measured) {
      Fork fork = sample.fork();
      if (fork.warmup().size() + fork.iterations().size() < 2) {
        continue;
      }
      Sample same = byFigures.putIfAbsent(List.of(fork.warmup(), fork.iterations()), sample);
      if (same != null) {
        return Optional.of(
            "blocks "
                + same.block()
                + " and "
                + sample.block()
                + " give exactly the same figures in every iteration, which measurements never do:"
                + " one sample was copied");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> longerThanItsVisit(List<Sample> measured) {
    for (Sample sample : measured) {
      double wall = sample.overheadSeconds().getOrDefault("fork", Double.NaN);
      double seconds = seconds(sample.fork());
      if (seconds > MOST_SECONDS_PER_SECOND * wall) {
        return Optional.of(
            "in block "
                + sample.block()
                + " its operations take "
                + Figures.duration(seconds)
                + " in a program that ran for "
                + Figures.duration(wall)
                + ": the figures are not in seconds");
      }
    }
    return Optional.empty();
  }

  /** Costs are in seconds and latencies in nanoseconds; one question has one relation of both. */
  private Optional<String> otherUnits(Cell cell) {
    Map<Cell, Double> relations = new TreeMap<>(Comparator.comparing(Cell::toString));
    samples.keySet().stream()
        .filter(other -> other.newRevision().question().equals(cell.newRevision().question()))
        .forEach(
            other -> relation(other).ifPresent(operations -> relations.put(other, operations)));
    Double own = relations.get(cell);
    return own == null
        ? Optional.empty()
        : relations.entrySet().stream()
            .filter(
                other ->
                    own > FURTHEST_UNITS * other.getValue()
                        || other.getValue() > FURTHEST_UNITS * own)
            .findFirst()
            .map(
                other ->
                    "a latency is "
                        + Figures.number(own)
                        + " times the cost of an operation here and "
                        + Figures.number(other.getValue())
                        + " times on '"
                        + other.getKey()
                        + "': one of both is not in seconds");
  }

  /** How many operations' cost one latency is, in the middle of the blocks. */
  private OptionalDouble relation(Cell cell) {
    double[] all =
        samples.get(cell).stream()
            .filter(Sample::succeeded)
            .map(Sample::fork)
            .filter(fork -> !fork.latencies().isEmpty())
            .mapToDouble(fork -> latency(fork) / cost(fork))
            .sorted()
            .toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[all.length / 2]);
  }

  private static double latency(Fork fork) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < fork.latencies().nanos().length; i++) {
      sum += (double) fork.latencies().nanos()[i] * fork.latencies().counts()[i];
      count += fork.latencies().counts()[i];
    }
    return sum / count / 1e9;
  }

  private static double cost(Fork fork) {
    return seconds(fork) / fork.iterations().stream().mapToDouble(Iteration::operations).sum();
  }

  private static double seconds(Fork fork) {
    return fork.iterations().stream()
        .mapToDouble(each -> each.operations() * each.secondsPerOp())
        .sum();
  }
}
