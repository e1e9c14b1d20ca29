package dev.layertax.harness.run;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import java.util.Map;
import java.util.SortedMap;

/** One visit: to a cell, or to those that differ in their phase alone. */
interface CellVisit {

  /** Hears how what runs now can be killed, null for nothing, from any thread. */
  interface Current {
    void set(Runnable kill);
  }

  /**
   * Makes it.
   *
   * @return the measurement of each cell that got one
   * @throws VisitFailedException with the reason, when none got one
   */
  Map<Cell, Fork> make(Current current) throws VisitFailedException, InterruptedException;

  /** Why a cell got no measurement, when others of the visit did; in one sentence. */
  Map<Cell, String> problems();

  /** As {@link dev.layertax.reports.model.Sample#overheadSeconds}. */
  SortedMap<String, Double> overheadSeconds();

  /** As {@link dev.layertax.reports.model.Sample#conditions}, from the visit's start. */
  SortedMap<String, Double> conditions();
}
