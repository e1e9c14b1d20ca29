package dev.layertax.reports.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One finished visit of a block to a cell; one line of {@code samples.jsonl}.
 *
 * @param block number of the block, from 0
 * @param position place of the visit within its block, from 0
 * @param cell what was visited; a sentinel's engine is {@link Cell#HOST_ENGINE}
 * @param outcome whether the fork reported
 * @param reason why it failed, in one sentence; null when it did not
 * @param startedAt ISO-8601 instant
 * @param fork what the measured JVM reported; null when the visit failed
 * @param overheadSeconds time spent around the measuring, by step: {@code create}, {@code fill},
 *     {@code settle}, {@code warm}, {@code start}, {@code fork}, {@code stop}, {@code remove}
 * @param conditions the machine during the visit, blind to the arm: pressure stall and steal, as
 *     fractions of the visit's time by name ({@code cpuPressure}, {@code ioPressure}, {@code
 *     memoryPressure}, {@code steal}); absent where the machine does not tell
 */
public record Sample(
    int block,
    int position,
    Cell cell,
    Outcome outcome,
    String reason,
    String startedAt,
    Fork fork,
    SortedMap<String, Double> overheadSeconds,
    SortedMap<String, Double> conditions) {

  /** Whether a visit gave a measurement. */
  public enum Outcome {
    OK,
    FAILED
  }

  public Sample {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(outcome, "outcome");
    if ((outcome == Outcome.OK) == (fork == null)) {
      throw new IllegalArgumentException(
          "a sample has a fork exactly when its outcome is OK; " + cell + " is " + outcome);
    }
    overheadSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(orEmpty(overheadSeconds)));
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(orEmpty(conditions)));
  }

  private static Map<String, Double> orEmpty(Map<String, Double> map) {
    return map == null ? Map.of() : map;
  }

  public boolean succeeded() {
    return outcome == Outcome.OK;
  }
}
