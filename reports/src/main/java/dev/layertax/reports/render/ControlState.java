package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;

/** Whether two targets that must not differ did not. */
enum ControlState {
  /** The interval contains 1, or the ratio lies within the equivalence margin. */
  AGREES,
  /** The run sees a difference where there is none: its other differences cannot be trusted. */
  DISAGREES,
  /** Too few blocks for an interval. */
  UNKNOWN;

  /**
   * The state of one control.
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
    return containsOne || close ? AGREES : DISAGREES;
  }
}
