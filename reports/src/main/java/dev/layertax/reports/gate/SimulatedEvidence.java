package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence of blocks that were drawn instead of measured: the gate judges it as it judges a run.
 *
 * @param looks of the simulated run
 * @param made blocks so far
 * @param effects by cell, {@code double[block]}, log(cost after / cost before), or for a rule about
 *     advantages the log advantage
 */
record SimulatedEvidence(Looks looks, int made, Map<Cell, double[]> effects)
    implements GateEvidence {

  @Override
  public List<Evidence> advantage(Cell cell) {
    return atLooks(cell);
  }

  @Override
  public Optional<String> standard() {
    return Optional.of("before");
  }

  @Override
  public Optional<Slowdown> slowdown(Cell cell) {
    double[] blocks = effects.get(cell);
    List<Evidence> fresh = new ArrayList<>();
    for (int look : taken()) {
      fresh.add(Evidence.of(Arrays.copyOfRange(blocks, look, made)));
    }
    return Optional.of(
        new Slowdown(atLooks(cell), fresh, false, Optional.empty(), Optional.empty()));
  }

  private List<Evidence> atLooks(Cell cell) {
    return taken().stream()
        .map(look -> Evidence.of(Arrays.copyOf(effects.get(cell), look)))
        .toList();
  }

  private List<Integer> taken() {
    return looks.blocks().stream().filter(look -> look <= made).toList();
  }
}
