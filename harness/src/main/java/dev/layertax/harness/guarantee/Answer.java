package dev.layertax.harness.guarantee;

import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantee.Throughput;
import java.util.Objects;
import java.util.Optional;

/**
 * What an experiment found.
 *
 * @param evidence the figures it rests on, in whole sentences
 * @param throughput of a backup
 */
record Answer(Outcome outcome, String evidence, Optional<Throughput> throughput) {

  /** Of an experiment that is no backup. */
  Answer(Outcome outcome, String evidence) {
    this(outcome, evidence, Optional.empty());
  }

  Answer {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(evidence, "evidence");
  }
}
