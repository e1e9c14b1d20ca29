package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.Looks;
import java.util.List;
import java.util.Optional;

/** What a run has to say about the cells that a policy gates. */
interface GateEvidence {

  /** The looks as they were planned, those not made included. */
  Looks looks();

  /** Of the log advantage over the writable layer, at each look made. */
  List<Evidence> advantage(Cell cell);

  /** Why the cell's samples cannot be what was measured; empty when they can. */
  default Optional<String> doubt(Cell cell) {
    return Optional.empty();
  }

  /** What the cell's cost is held against, for the notes; empty where there is nothing. */
  Optional<String> standard();

  /** Of the cell's slowdown; empty where there is nothing to hold it against. */
  Optional<Slowdown> slowdown(Cell cell);

  /**
   * How much more a cell costs than it did.
   *
   * @param looks of log(cost after / cost before), at each look made
   * @param fresh the same of the blocks after each look alone; of the later half, where a run looks
   *     once
   * @param once whether the run looks once
   * @param unjudged why it is not judged; empty when it is
   * @param acceptance of the slowdown by the baseline; empty for none
   */
  record Slowdown(
      List<Evidence> looks,
      List<Evidence> fresh,
      boolean once,
      Optional<Unjudged> unjudged,
      Optional<Acceptance> acceptance) {
    public Slowdown {
      looks = List.copyOf(looks);
      fresh = List.copyOf(fresh);
    }

    /** One that is not judged, whatever its blocks show. */
    static Slowdown unjudged(Finding.Verdict verdict, String why) {
      return new Slowdown(
          List.of(), List.of(), true, Optional.of(new Unjudged(verdict, why)), Optional.empty());
    }
  }

  /**
   * A slowdown that is not judged.
   *
   * @param verdict INVALID when it must not be, INCONCLUSIVE when there is too little to hold it
   *     against
   */
  record Unjudged(Finding.Verdict verdict, String why) {}

  /**
   * A slowdown that somebody answered for.
   *
   * @param atMost as cost after over cost before, above 1
   * @param words who may read why it is let pass, and until when
   * @param holds whether its date has not passed
   */
  record Acceptance(double atMost, String words, boolean holds) {}
}
