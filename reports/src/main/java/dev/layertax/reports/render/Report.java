package dev.layertax.reports.render;

import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Certificate;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.Guarantees;
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
 * @param guarantees what each place guarantees; empty when no experiment was made
 * @param certificate what the gate was shown to keep of its promises; empty when nothing is known
 */
public record Report(
    Run run,
    Results results,
    Optional<GateOutcome> gate,
    Optional<FidelityRecord> record,
    Optional<Guarantees> guarantees,
    Optional<Certificate> certificate) {
  public Report {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(results, "results");
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(guarantees, "guarantees");
    Objects.requireNonNull(certificate, "certificate");
  }

  /** A report without experiments on guarantees. */
  public Report(
      Run run, Results results, Optional<GateOutcome> gate, Optional<FidelityRecord> record) {
    this(run, results, gate, record, Optional.empty(), Optional.empty());
  }

  /** A report without anything on record. */
  public Report(Run run, Results results, Optional<GateOutcome> gate) {
    this(run, results, gate, Optional.empty());
  }

  /** The same with what each place guarantees. */
  public Report with(Optional<Guarantees> experiments) {
    return new Report(run, results, gate, record, experiments, certificate);
  }

  /** The same with what is known of the gate itself. */
  public Report certified(Optional<Certificate> known) {
    return new Report(run, results, gate, record, guarantees, known);
  }
}
