package dev.layertax.reports.render;

import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a renderer shows.
 *
 * @param run the run, as its directory holds it
 * @param results what its numbers say
 * @param gate what the policy found; empty when the run has none
 * @param record how alike the engines were when last measured on record; empty when none is
 */
public record Report(
    Run run, Results results, Optional<GateOutcome> gate, Optional<FidelityRecord> record) {
  public Report {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(record, "record");
  }

  /** A report without anything on record. */
  public Report(Run run, Results results, Optional<GateOutcome> gate) {
    this(run, results, gate, Optional.empty());
  }
}
