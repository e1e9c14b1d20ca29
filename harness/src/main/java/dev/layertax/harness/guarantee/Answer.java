package dev.layertax.harness.guarantee;

import dev.layertax.reports.model.Guarantee.Outcome;
import java.util.Objects;

/**
 * What an experiment found.
 *
 * @param evidence the figures it rests on, in whole sentences
 */
record Answer(Outcome outcome, String evidence) {
  Answer {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(evidence, "evidence");
  }
}
