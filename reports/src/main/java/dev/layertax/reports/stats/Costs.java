package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.CellCounters;
import dev.layertax.reports.model.Results.Sentinel;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cell costs and does by itself. */
final class Costs {

  private static final int FEWEST_FOR_DRIFT = 6;

  private final Run run;
  private final Visits visits;

  Costs(Run run, Visits visits) {
    this.run = run;
    this.visits = visits;
  }

  CellCost cost(Cell cell) {
    Collection<Sample> samples = visits.of(cell);
    MeanEstimate estimate = MeanEstimate.of(visits.logCostValues(cell), run.plan().confidence());
    long failures =
        run.samples().stream()
            .filter(sample -> !sample.succeeded() && sample.cell().equals(cell))
            .count();
    long unsteady = samples.stream().filter(sample -> SteadyState.lacking(sample.fork())).count();
    return new CellCost(
        cell,
        StrictMath.exp(estimate.mean()),
        StrictMath.exp(estimate.low()),
        StrictMath.exp(estimate.high()),
        estimate.n(),
        (int) failures,
        (int) unsteady,
        LatencyPercentiles.of(cell, samples, run.plan()),
        medianOverheads(samples));
  }

  private static SortedMap<String, Double> medianOverheads(Collection<Sample> samples) {
    SortedMap<String, List<Double>> bySteps = new TreeMap<>();
    for (Sample sample : samples) {
      sample
          .overheadSeconds()
          .forEach(
              (step, seconds) ->
                  bySteps.computeIfAbsent(step, fresh -> new ArrayList<>()).add(seconds));
    }
    SortedMap<String, Double> medians = new TreeMap<>();
    bySteps.forEach(
        (step, seconds) ->
            medians.put(
                step, Series.median(seconds.stream().mapToDouble(Double::doubleValue).toArray())));
    return medians;
  }

  /** The first fork's counts; a counter that another fork reports otherwise, or not, is unequal. */
  CellCounters counters(Cell cell) {
    Map<String, Double> first = new TreeMap<>();
    TreeMap<String, Boolean> equal = new TreeMap<>();
    List<Sample> samples = List.copyOf(visits.of(cell));
    for (Sample sample : samples) {
      sample.fork().counters().forEach(first::putIfAbsent);
    }
    first.forEach(
        (name, count) ->
            equal.put(
                name,
                samples.stream()
                    .allMatch(sample -> count.equals(sample.fork().counters().get(name)))));
    return new CellCounters(
        cell,
        new TreeMap<>(first),
        equal.keySet().stream().filter(name -> !equal.get(name)).toList());
  }

  Sentinel sentinel(Cell cell) {
    double[] logs = visits.logCostValues(cell);
    return new Sentinel(
        cost(cell), MeanEstimate.of(logs, run.plan().confidence()).sd(), drift(logs));
  }

  /** Cost of the last third of the blocks divided by that of the first third. */
  private static double drift(double[] logs) {
    if (logs.length < FEWEST_FOR_DRIFT) {
      return Double.NaN;
    }
    int third = logs.length / 3;
    double first = MeanEstimate.mean(Arrays.copyOf(logs, third));
    double last = MeanEstimate.mean(Arrays.copyOfRange(logs, logs.length - third, logs.length));
    return StrictMath.exp(last - first);
  }
}
