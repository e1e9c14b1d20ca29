package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results.SetAsideBlock;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The visits of a run by cell and block, whatever order they were recorded in. */
final class Visits {

  private final Map<Cell, NavigableMap<Integer, Sample>> measured = new HashMap<>();
  private final List<SetAsideBlock> setAside;
  private final int blocks;

  private Visits(Run run) {
    run.samples().stream()
        .filter(Sample::succeeded)
        .forEach(
            sample ->
                measured
                    .computeIfAbsent(sample.cell(), cell -> new TreeMap<>())
                    .put(sample.block(), sample));
    Set<Cell> cells =
        run.plan().cells().stream().map(PlannedCell::cell).collect(Collectors.toSet());
    blocks =
        (int)
            run.samples().stream()
                .filter(sample -> sample.succeeded() && cells.contains(sample.cell()))
                .mapToInt(Sample::block)
                .distinct()
                .count();
    setAside = SetAsideRule.apply(run, storageAnchor(run).map(this::logCosts));
    setAside.forEach(block -> measured.values().forEach(visits -> visits.remove(block.block())));
  }

  static Visits of(Run run) {
    return new Visits(run);
  }

  /** Blocks left out, in order. */
  List<SetAsideBlock> setAside() {
    return setAside;
  }

  /** Blocks in which at least one cell was measured, those set aside included. */
  int blocks() {
    return blocks;
  }

  /** The cell's measured visits in the blocks used, in block order. */
  Collection<Sample> of(Cell cell) {
    return measured.getOrDefault(cell, new TreeMap<>()).values();
  }

  /** The blocks used that measured both cells, in block order. */
  List<Pair> pairs(Cell cell, Cell reference) {
    NavigableMap<Integer, Sample> references = measured.getOrDefault(reference, new TreeMap<>());
    return of(cell).stream()
        .filter(sample -> references.containsKey(sample.block()))
        .map(sample -> new Pair(sample, references.get(sample.block())))
        .toList();
  }

  /** Log cost per operation by block, in the blocks used. */
  NavigableMap<Integer, Double> logCosts(Cell cell) {
    NavigableMap<Integer, Double> costs = new TreeMap<>();
    of(cell).forEach(sample -> costs.put(sample.block(), logCost(sample)));
    return costs;
  }

  /** {@code double[block]}: log cost per operation in the blocks used. */
  double[] logCostValues(Cell cell) {
    return of(cell).stream().mapToDouble(Visits::logCost).toArray();
  }

  /** The one value a visit counts for: the log of its fork's median iteration, in seconds. */
  static double logCost(Sample sample) {
    return StrictMath.log(
        Series.median(
            sample.fork().iterations().stream().mapToDouble(Iteration::secondsPerOp).toArray()));
  }

  /**
   * The sentinel that writes, by its own counters; where none reports counters, the one not named
   * after the CPU.
   */
  static Optional<Cell> storageAnchor(Run run) {
    List<Cell> sentinels = run.plan().sentinels().stream().map(PlannedCell::cell).toList();
    Set<Cell> writing =
        run.samples().stream()
            .filter(Sample::succeeded)
            .filter(sample -> sample.fork().counters().getOrDefault("bytesWritten", 0.0) > 0)
            .map(Sample::cell)
            .collect(Collectors.toSet());
    Comparator<Cell> writingFirst = Comparator.comparing(cell -> !writing.contains(cell));
    return sentinels.stream().filter(cell -> !cell.workload().startsWith("cpu")).min(writingFirst);
  }

  /** A block's visits to a cell and to its reference. */
  record Pair(Sample sample, Sample reference) {

    /** Log of the advantage: above 0 the cell costs less than its reference. */
    double logRatio() {
      return logCost(reference) - logCost(sample);
    }

    boolean referenceFirst() {
      return reference.position() < sample.position();
    }
  }
}
