package dev.layertax.reports.gate;

import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.stats.BlockEffects;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  private final List<BlockEffects> effectsFresh;
  private final Set<Cell> old;
  private final Optional<BaselineStandard> baseline;
  private final Doubts doubts;

  /**
   * @param earlier runs, for what no old revision was measured of in this one
   */
  RunEvidence(Run run, Optional<Baseline> earlier) {
    doubts = new Doubts(run);
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
    effectsFresh = fresh.stream().map(BlockEffects::of).toList();
    old =
        run.plan().cells().stream()
            .map(PlannedCell::cell)
            .filter(Cell::ofOldRevision)
            .collect(Collectors.toSet());
    baseline =
        old.isEmpty()
            ? earlier.map(runs -> new BaselineStandard(runs, run, effectsSeen, effectsFresh, once))
            : Optional.empty();
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
  public Optional<String> doubt(Cell cell) {
    return doubts.of(cell);
  }

  @Override
  public Optional<String> standard() {
    return old.isEmpty() ? baseline.map(BaselineStandard::words) : Optional.of("the old revision");
  }

  @Override
  public Optional<Slowdown> slowdown(Cell cell) {
    return old.contains(cell.oldRevision())
        ? Optional.of(
            new Slowdown(
                revisions(effectsSeen, cell),
                revisions(effectsFresh, cell),
                once,
                doubts
                    .of(cell.oldRevision())
                    .map(
                        why ->
                            new Unjudged(Finding.Verdict.INVALID, "of the old revision, " + why)),
                Optional.empty()))
        : baseline.map(runs -> runs.slowdown(cell));
  }

  private static List<Evidence> revisions(List<BlockEffects> effects, Cell cell) {
    return effects.stream().map(one -> Evidence.of(one.revision(cell))).toList();
  }
}
