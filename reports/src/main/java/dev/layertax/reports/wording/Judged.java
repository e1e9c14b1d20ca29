package dev.layertax.reports.wording;

import dev.layertax.reports.model.Comparison;

/** A comparison in as few words as its verdict allows, for charts and tables with little room. */
public final class Judged {

  /** What the numbers do not decide. */
  public static final String UNDECIDED = "undecided";

  /** What nobody asked for. */
  public static final String NOT_IN_THE_RUN = "not in this run";

  private Judged() {}

  /**
   * {@code 190 times faster}, {@code the same}, {@link #UNDECIDED} or {@link Figures#NOT_MEASURED};
   * no figure where the numbers do not decide, for it would be read as a finding.
   */
  public static String brief(Comparison comparison) {
    if (Double.isNaN(comparison.ratio())) {
      return Figures.NOT_MEASURED;
    }
    return switch (comparison.verdict()) {
      case FASTER, SLOWER ->
          Figures.advantage(comparison.ratio(), comparison.low(), comparison.high());
      case EQUIVALENT -> "the same";
      case INCONCLUSIVE -> UNDECIDED;
    };
  }

  /** {@code 190 times faster (160 to 220)}: the same with the interval. */
  public static String withInterval(Comparison comparison) {
    if (Double.isNaN(comparison.ratio())) {
      return Figures.NOT_MEASURED;
    }
    String interval =
        switch (comparison.verdict()) {
          case FASTER, SLOWER ->
              Figures.speedInterval(comparison.ratio(), comparison.low(), comparison.high());
          case EQUIVALENT, INCONCLUSIVE -> Figures.interval(comparison.low(), comparison.high());
        };
    return brief(comparison) + " (" + interval + ")";
  }
}
