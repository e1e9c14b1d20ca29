package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Prediction;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What hand-made workloads foretell of the databases that have their write pattern, block by block.
 *
 * <p>Several patterns foretell together: their costs are added, one operation of each, and the sums
 * are divided as single costs are.
 */
final class Predictions {

  private final List<Cell> cells;
  private final Set<Cell> planned;
  private final Visits visits;
  private final double confidence;

  /**
   * @param cells the plan's, in its order
   * @param confidence of every interval and test, in (0,1)
   */
  Predictions(List<Cell> cells, Visits visits, double confidence) {
    this.cells = cells;
    this.planned = new HashSet<>(cells);
    this.visits = visits;
    this.confidence = confidence;
  }

  /** Every advantage of a database whose patterns the plan has on the same targets. */
  List<Prediction> of(List<DatabasePattern> databases) {
    return databases.stream().flatMap(this::of).toList();
  }

  private Stream<Prediction> of(DatabasePattern database) {
    return cells.stream()
        .filter(cell -> cell.question().equals(database.database()))
        .filter(cell -> cell.target() != Target.WRITABLE_LAYER)
        .filter(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))
        .flatMap(
            cell ->
                patterns(cell, database.patterns()).stream()
                    .map(patterns -> predict(cell, patterns)));
  }

  /** The patterns' cells on the same target and engine; empty unless the plan has them all. */
  private Optional<List<Cell>> patterns(Cell database, List<String> lines) {
    List<Cell> found = new ArrayList<>();
    for (String line : lines) {
      cells.stream()
          .filter(cell -> cell.question().equals(line))
          .filter(cell -> cell.engine().equals(database.engine()))
          .filter(cell -> cell.target() == database.target())
          .filter(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))
          .findFirst()
          .ifPresent(found::add);
    }
    return found.size() == lines.size() ? Optional.of(found) : Optional.empty();
  }

  private Prediction predict(Cell database, List<Cell> patterns) {
    List<Cell> onLayer = patterns.stream().map(cell -> cell.on(Target.WRITABLE_LAYER)).toList();
    NavigableMap<Integer, Double> target = visits.logCosts(database);
    NavigableMap<Integer, Double> layer = visits.logCosts(database.on(Target.WRITABLE_LAYER));
    NavigableMap<Integer, Double> patternTarget = sum(patterns);
    NavigableMap<Integer, Double> patternLayer = sum(onLayer);
    List<Integer> blocks = CommonBlocks.of(List.of(target, layer, patternTarget, patternLayer));
    double[] advantages = CommonBlocks.differences(blocks, layer, target);
    double[] predicted = CommonBlocks.differences(blocks, patternLayer, patternTarget);
    double[] d = new double[blocks.size()];
    for (int i = 0; i < d.length; i++) {
      d[i] = predicted[i] - advantages[i];
    }
    MeanEstimate ratio = MeanEstimate.of(d, confidence);
    MeanEstimate advantage = MeanEstimate.of(advantages, confidence);
    MeanEstimate prediction = MeanEstimate.of(predicted, confidence);
    return new Prediction(
        database.engine(),
        database.workload(),
        database.params(),
        database.target(),
        patterns.stream().map(Cell::question).toList(),
        StrictMath.exp(advantage.mean()),
        StrictMath.exp(advantage.low()),
        StrictMath.exp(advantage.high()),
        StrictMath.exp(prediction.mean()),
        StrictMath.exp(prediction.low()),
        StrictMath.exp(prediction.high()),
        StrictMath.exp(ratio.mean()),
        StrictMath.exp(ratio.low()),
        StrictMath.exp(ratio.high()),
        confidence,
        d.length,
        Agreements.of(d, ratio, false, confidence));
  }

  /** Log of the cells' costs together, in the blocks that measured each of them. */
  private NavigableMap<Integer, Double> sum(List<Cell> together) {
    List<NavigableMap<Integer, Double>> costs = together.stream().map(visits::logCosts).toList();
    NavigableMap<Integer, Double> sums = new TreeMap<>();
    for (int block : CommonBlocks.of(costs)) {
      double sum = 0;
      for (NavigableMap<Integer, Double> each : costs) {
        sum += StrictMath.exp(each.get(block));
      }
      sums.put(block, StrictMath.log(sum));
    }
    return sums;
  }
}
