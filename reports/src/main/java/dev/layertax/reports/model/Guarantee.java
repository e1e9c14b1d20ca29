package dev.layertax.reports.model;

import java.util.Objects;

/**
 * What one experiment found on one target of one engine.
 *
 * @param engine name of the engine
 * @param target where the bytes were
 * @param experiment its name, as {@code list} prints it
 * @param outcome what became of the bytes, read by a program in a container
 * @param evidence the figures found, in a sentence; for {@link Outcome#IMPOSSIBLE}, {@link
 *     Outcome#NOT_TRIED} and {@link Outcome#FAILED} the reason; untrusted text
 * @param expected what Docker's documentation leads to expect; null where it says nothing
 * @param source where the documentation says so; null where it says nothing
 * @param throughput of a backup; null of any other experiment
 */
public record Guarantee(
    String engine,
    Target target,
    String experiment,
    Outcome outcome,
    String evidence,
    Outcome expected,
    String source,
    Throughput throughput) {

  /**
   * How fast a tar of the files came out and went into a new volume, from the call to its end.
   *
   * @param outBytesPerSecond above 0
   * @param inBytesPerSecond above 0
   */
  public record Throughput(double outBytesPerSecond, double inBytesPerSecond) {
    public Throughput {
      if (!(outBytesPerSecond > 0) || !(inBytesPerSecond > 0)) {
        throw new IllegalArgumentException(
            "throughputs must be above 0, got " + outBytesPerSecond + " and " + inBytesPerSecond);
      }
    }
  }

  /** What an experiment found that is no backup. */
  public Guarantee(
      String engine,
      Target target,
      String experiment,
      Outcome outcome,
      String evidence,
      Outcome expected,
      String source) {
    this(engine, target, experiment, outcome, evidence, expected, source, null);
  }

  /** What became of the bytes. */
  public enum Outcome {
    /** They are where the next one looks for them, all and in order. */
    KEPT,
    /** They, or some of them, are gone. */
    LOST,
    /** They exist, and nobody who does not know their place finds them. */
    ORPHANED,
    /** There is nothing to keep or to lose; the evidence says why. */
    IMPOSSIBLE,
    /** Something it needs is not here, which says nothing of the target; the evidence names it. */
    NOT_TRIED,
    /** The experiment itself broke. */
    FAILED
  }

  public Guarantee {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(evidence, "evidence");
  }

  /** Whether the experiment found other than Docker's documentation says. */
  public boolean contradictsDocumentation() {
    boolean found = outcome != Outcome.FAILED && outcome != Outcome.NOT_TRIED;
    return expected != null && found && outcome != expected;
  }
}
