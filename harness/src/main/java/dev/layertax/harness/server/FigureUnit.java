package dev.layertax.harness.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a printed number counts, and so which direction is better. */
public enum FigureUnit {
  SECONDS("s", 1),
  MILLISECONDS("ms", 1e-3),
  MICROSECONDS("us", 1e-6),
  NANOSECONDS("ns", 1e-9),
  /** Operations in a second: more is better. */
  PER_SECOND("per-s", 1) {
    @Override
    double secondsPerOp(double value) {
      return 1 / value;
    }
  };

  private final String label;
  private final double seconds;

  FigureUnit(String label, double seconds) {
    this.label = label;
    this.seconds = seconds;
  }

  /** The name in commands. */
  public String label() {
    return label;
  }

  /** Cost of one operation. */
  double secondsPerOp(double value) {
    return value * seconds;
  }

  static Optional<FigureUnit> of(String label) {
    return Arrays.stream(values()).filter(unit -> unit.label.equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(FigureUnit::label).toList();
  }
}
