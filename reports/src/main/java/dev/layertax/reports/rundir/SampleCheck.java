package dev.layertax.reports.rundir;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Sample;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the samples of a run fit its plan and each other, and hold values that can be used. */
final class SampleCheck {

  private static final Pattern COUNTER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

  /** Keys beside the counts in an entry of {@code counters} in results.json. */
  private static final Set<String> TAKEN =
      Set.of("engine", "workload", "params", "target", "unequal");

  private final Map<Cell, Cell> planned = new HashMap<>();
  private final int blocks;
  private final Set<Visit> visits = new HashSet<>();

  private record Visit(int block, Cell cell) {}

  SampleCheck(Plan plan) {
    Stream.concat(plan.cells().stream(), plan.sentinels().stream())
        .map(PlannedCell::cell)
        .forEach(cell -> planned.put(cell, cell));
    blocks = plan.blocks();
  }

  /** What is wrong with a further sample of the run; empty when it belongs to it from now on. */
  Optional<String> problem(Sample sample) {
    if (!planned.containsKey(sample.cell())) {
      return Optional.of("the plan has no cell '" + sample.cell() + "'");
    }
    if (sample.block() < 0 || sample.block() >= blocks) {
      return Optional.of(
          "block is " + sample.block() + ", the plan's blocks are 0 to " + (blocks - 1));
    }
    if (sample.position() < 0) {
      return Optional.of("position is " + sample.position() + ", must be 0 or more");
    }
    Optional<String> values = values(sample);
    if (values.isEmpty() && !visits.add(new Visit(sample.block(), sample.cell()))) {
      return Optional.of(
          "block " + sample.block() + " has a second sample of '" + sample.cell() + "'");
    }
    return values;
  }

  /** The sample with the plan's own cell, so that a million samples share a few dozen. */
  Sample shared(Sample sample) {
    return new Sample(
        sample.block(),
        sample.position(),
        planned.get(sample.cell()),
        sample.outcome(),
        sample.reason(),
        sample.startedAt(),
        sample.fork(),
        sample.overheadSeconds(),
        sample.conditions());
  }

  private static Optional<String> values(Sample sample) {
    return amounts("overheadSeconds", sample.overheadSeconds())
        .or(() -> amounts("conditions", sample.conditions()))
        .or(() -> sample.succeeded() ? fork(sample.fork()) : Optional.empty());
  }

  private static Optional<String> fork(Fork fork) {
    return iterations("warmup", fork.warmup())
        .or(() -> iterations("iterations", fork.iterations()))
        .or(() -> amounts("counters", fork.counters()))
        .or(() -> counterNames(fork.counters().keySet()))
        .or(() -> latencies(fork.latencies()));
  }

  private static Optional<String> iterations(String list, List<Iteration> iterations) {
    return iterations.stream()
        .filter(
            each ->
                each.operations() < 1
                    || !(each.secondsPerOp() > 0)
                    || Double.isInfinite(each.secondsPerOp()))
        .findFirst()
        .map(
            each ->
                list
                    + " needs operations and secondsPerOp above 0, found "
                    + each.operations()
                    + " and "
                    + each.secondsPerOp());
  }

  private static Optional<String> amounts(String map, Map<String, Double> amounts) {
    return amounts.entrySet().stream()
        .filter(each -> each.getValue() == null || !(each.getValue() >= 0 && isFinite(each)))
        .findFirst()
        .map(
            each ->
                map + "." + each.getKey() + " must be a number from 0, found " + each.getValue());
  }

  private static boolean isFinite(Map.Entry<String, Double> amount) {
    return Double.isFinite(amount.getValue());
  }

  private static Optional<String> counterNames(Set<String> names) {
    return names.stream()
        .filter(name -> TAKEN.contains(name) || !COUNTER_NAME.matcher(name).matches())
        .findFirst()
        .map(name -> "'" + name + "' cannot name a counter");
  }

  private static Optional<String> latencies(Latencies latencies) {
    if (latencies == null) {
      return Optional.of("latencies are missing");
    }
    long last = -1;
    for (int i = 0; i < latencies.nanos().length; i++) {
      if (latencies.nanos()[i] <= last || latencies.counts()[i] < 1) {
        return Optional.of(
            "latencies must rise from 0 with counts above 0, found "
                + latencies.nanos()[i]
                + " after "
                + last
                + " and count "
                + latencies.counts()[i]);
      }
      last = latencies.nanos()[i];
    }
    return Optional.empty();
  }
}
