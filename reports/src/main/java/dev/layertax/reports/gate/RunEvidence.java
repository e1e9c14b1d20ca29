package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.stats.BlockEffects;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evidence of a run at the looks of its plan, each on the blocks made until then alone.
 *
 * <p>A run that ended between two looks, by its budget or a signal, is looked at once more where it
 * ended: it takes the place of the look it did not reach.
 */
final class RunEvidence implements GateEvidence {

  private final Looks looks;
  private final boolean once;
  private final List<Run> seen = new ArrayList<>();
  private final List<Run> fresh = new ArrayList<>();
  private final List<BlockEffects> effectsSeen;

  RunEvidence(Run run) {
    int made = run.blocksMade();
    List<Integer> planned = run.plan().looks();
    once = planned.isEmpty();
    looks = Looks.after(once ? List.of(run.plan().blocks()) : planned);
    List<Integer> taken = new ArrayList<>(planned.stream().filter(look -> look <= made).toList());
    if (taken.size() < looks.blocks().size() && (taken.isEmpty() || last(taken) < made)) {
      taken.add(made);
    }
    for (int look : taken) {
      seen.add(run.upTo(look));
      fresh.add(run.from(once ? made / 2 : look));
    }
    effectsSeen = seen.stream().map(BlockEffects::of).toList();
  }

  private static int last(List<Integer> taken) {
    return taken.get(taken.size() - 1);
  }

  @Override
  public Looks looks() {
    return looks;
  }

  @Override
  public List<Evidence> advantage(Cell cell) {
    return effectsSeen.stream().map(effects -> Evidence.of(effects.advantage(cell))).toList();
  }

  @Override
  public Optional<String> standard() {
    return Optional.empty();
  }

  @Override
  public Optional<Slowdown> slowdown(Cell cell) {
    return Optional.empty();
  }
}
