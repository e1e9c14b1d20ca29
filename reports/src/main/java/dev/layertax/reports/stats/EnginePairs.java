package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.EngineCost;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Each engine of a run held against each that is more real, block by block.
 *
 * <p>All engines visit their cells in the same blocks, so what the machine does to one block it
 * does to all of them, and the difference of two advantages' logs is free of it.
 */
final class EnginePairs {

  /** What the others are held against: Docker itself before the mount that it would make. */
  private static final List<String> MOST_REAL_FIRST = List.of("docker", "kernel");

  private final List<Cell> cells;
  private final Set<Cell> planned;
  private final Visits visits;
  private final double confidence;

  /**
   * @param cells the plan's, in its order
   * @param confidence of every interval and test, in (0,1)
   */
  EnginePairs(List<Cell> cells, Visits visits, double confidence) {
    this.cells = cells;
    this.planned = new HashSet<>(cells);
    this.visits = visits;
    this.confidence = confidence;
  }

  /**
   * Every advantage that an engine has in common with a more real one.
   *
   * @param comparisons of the same run, which tell where both engines find no difference
   */
  List<Fidelity> fidelity(List<Comparison> comparisons) {
    Set<Cell> equivalent = new HashSet<>();
    comparisons.stream()
        .filter(comparison -> comparison.verdict() == Verdict.EQUIVALENT)
        .forEach(comparison -> equivalent.add(comparison.cell()));
    return cells.stream()
        .filter(cell -> cell.target() != Target.WRITABLE_LAYER)
        .filter(cell -> planned.contains(cell.on(Target.WRITABLE_LAYER)))
        .flatMap(
            cell ->
                references(cell)
                    .filter(real -> planned.contains(real.on(Target.WRITABLE_LAYER)))
                    .map(real -> fidelity(cell, real, equivalent.containsAll(List.of(cell, real)))))
        .toList();
  }

  /** Every cell that an engine has in common with a more real one. */
  List<EngineCost> costs() {
    return cells.stream().flatMap(cell -> references(cell).map(real -> cost(cell, real))).toList();
  }

  /** The same cell on each engine that is more real, the most real one first. */
  private Stream<Cell> references(Cell cell) {
    return MOST_REAL_FIRST.stream()
        .takeWhile(engine -> !engine.equals(cell.engine()))
        .map(engine -> new Cell(engine, cell.workload(), cell.params(), cell.target()))
        .filter(planned::contains);
  }

  private Fidelity fidelity(Cell cell, Cell real, boolean bothEquivalent) {
    NavigableMap<Integer, Double> target = visits.logCosts(cell);
    NavigableMap<Integer, Double> layer = visits.logCosts(cell.on(Target.WRITABLE_LAYER));
    NavigableMap<Integer, Double> realTarget = visits.logCosts(real);
    NavigableMap<Integer, Double> realLayer = visits.logCosts(real.on(Target.WRITABLE_LAYER));
    List<Integer> blocks = CommonBlocks.of(List.of(target, layer, realTarget, realLayer));
    double[] advantages = CommonBlocks.differences(blocks, layer, target);
    double[] realAdvantages = CommonBlocks.differences(blocks, realLayer, realTarget);
    double[] d = new double[blocks.size()];
    for (int i = 0; i < d.length; i++) {
      d[i] = advantages[i] - realAdvantages[i];
    }
    MeanEstimate ratio = MeanEstimate.of(d, confidence);
    MeanEstimate advantage = MeanEstimate.of(advantages, confidence);
    MeanEstimate realAdvantage = MeanEstimate.of(realAdvantages, confidence);
    return new Fidelity(
        cell.engine(),
        real.engine(),
        cell.workload(),
        cell.params(),
        cell.target(),
        StrictMath.exp(advantage.mean()),
        StrictMath.exp(advantage.low()),
        StrictMath.exp(advantage.high()),
        StrictMath.exp(realAdvantage.mean()),
        StrictMath.exp(realAdvantage.low()),
        StrictMath.exp(realAdvantage.high()),
        StrictMath.exp(ratio.mean()),
        StrictMath.exp(ratio.low()),
        StrictMath.exp(ratio.high()),
        confidence,
        d.length,
        ratio.sd(),
        bothEquivalent,
        Agreements.of(d, ratio, bothEquivalent, confidence));
  }

  private EngineCost cost(Cell cell, Cell real) {
    NavigableMap<Integer, Double> costs = visits.logCosts(cell);
    NavigableMap<Integer, Double> realCosts = visits.logCosts(real);
    List<Integer> blocks = CommonBlocks.of(List.of(costs, realCosts));
    MeanEstimate ratio =
        MeanEstimate.of(CommonBlocks.differences(blocks, costs, realCosts), confidence);
    return new EngineCost(
        cell,
        real.engine(),
        StrictMath.exp(ratio.mean()),
        StrictMath.exp(ratio.low()),
        StrictMath.exp(ratio.high()),
        confidence,
        ratio.n(),
        StrictMath.exp(CommonBlocks.mean(blocks, costs)),
        StrictMath.exp(CommonBlocks.mean(blocks, realCosts)));
  }
}
