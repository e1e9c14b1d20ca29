package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import java.util.Optional;

/** The logarithmic effects that the blocks of a run show, one value per block used. */
public final class BlockEffects {

  private final Visits visits;
  private final Optional<Cell> anchor;

  private BlockEffects(Visits visits, Optional<Cell> anchor) {
    this.visits = visits;
    this.anchor = anchor;
  }

  /** Of a run, or of the first blocks of one: a block is set aside by what these show alone. */
  public static BlockEffects of(Run run) {
    return new BlockEffects(Visits.of(run), Visits.storageAnchor(run));
  }

  /** {@code double[block]}: log advantage over the writable layer, above 0 for a faster cell. */
  public double[] advantage(Cell cell) {
    return against(cell, cell.on(Target.WRITABLE_LAYER));
  }

  /** {@code double[block]}: log(cost of the new revision / cost of the old one). */
  public double[] revision(Cell cell) {
    return negated(against(cell, cell.oldRevision()));
  }

  /**
   * {@code double[block]}: log cost relative to the storage anchor, falling as the cell gets
   * faster; empty where the run has no anchor.
   */
  public double[] relativeCost(Cell cell) {
    return anchor.map(sentinel -> negated(against(cell, sentinel))).orElse(new double[0]);
  }

  /** {@code double[block]}: log cost of the storage anchor; empty where the run has none. */
  public double[] anchorCost() {
    return anchor.map(visits::logCostValues).orElse(new double[0]);
  }

  private double[] against(Cell cell, Cell reference) {
    return visits.pairs(cell, reference).stream().mapToDouble(Visits.Pair::logRatio).toArray();
  }

  private static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }
}
