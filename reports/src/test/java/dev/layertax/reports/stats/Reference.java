package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Percentage;

/** Data whose figures were computed by scipy 1.17.1; the call stands beside each expected value. */
final class Reference {

  /** Relative, 1e-9. */
  static final Percentage NINE_DIGITS = withinPercentage(1e-7);

  static final double[] D8 = {0.12, -0.03, 0.21, 0.08, 0.15, 0.02, -0.07, 0.31};
  static final double[] D5 = {0.5, 0.7, 0.4, 0.9, 0.65};
  static final double[] D10 = {
    0.011, -0.004, 0.007, 0.002, -0.009, 0.013, -0.001, 0.005, -0.012, 0.003
  };
  static final double[] D12 = {
    0.31, -0.12, 0.44, 0.05, 0.27, -0.33, 0.61, 0.18, -0.02, 0.39, 0.22, 0.51
  };
  static final double[] X = {1.1, 1.25, 0.93, 1.4, 1.02, 1.18};
  static final double[] Y = {0.7, 1.9, 0.2, 1.5, 0.95, 2.4, 0.1, 0.66};

  private Reference() {}
}
