package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;

/** What a control of two targets that must not differ has shown. */
enum ControlState {
  /** No difference, by an interval tight enough to tell one of the equivalence margin. */
  AGREES("agrees"),
  /** No difference, but the interval is wider than the equivalence margin: it shows little. */
  TOO_WIDE("too wide to tell"),
  /** The run sees a difference where there is none: its other differences cannot be trusted. */
  DISAGREES("disagrees"),
  /** Too few blocks for an interval. */
  UNKNOWN("not judged");

  private final String words;

  ControlState(String words) {
    this.words = words;
  }

  /** The state in words, for a table's cell. */
  String words() {
    return words;
  }

  /**
   * The state of one control: no difference where the interval contains 1, or the ratio lies within
   * the equivalence margin.
   *
   * @param margin half width of the band of equivalence as a fraction, as in the plan
   */
  static ControlState of(Comparison control, double margin) {
    if (!Double.isFinite(control.ratio())
        || Double.isNaN(control.low())
        || Double.isNaN(control.high())) {
      return UNKNOWN;
    }
    boolean containsOne = control.low() <= 1 && control.high() >= 1;
    boolean close = control.ratio() <= 1 + margin && control.ratio() >= 1 / (1 + margin);
    if (!containsOne && !close) {
      return DISAGREES;
    }
    boolean tight = control.high() / control.low() <= (1 + margin) * (1 + margin);
    return tight ? AGREES : TOO_WIDE;
  }
}
