package dev.layertax.reports.chart;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import java.util.Optional;

/**
 * A logarithmic step of the advantage and the ink it has on a map, from much slower to much faster.
 *
 * <p>Orange against blue is told apart in every common form of colour blindness (Okabe and Ito,
 * "Color Universal Design", 2008); within each the steps differ in lightness.
 */
enum Step {
  SLOWER_10(Ink.SLOWER_10, 0.1),
  SLOWER_2(Ink.SLOWER_2, 0.5),
  SLOWER(Ink.SLOWER, 1),
  SAME(Ink.SAME, Double.NaN),
  FASTER(Ink.FASTER, 2),
  FASTER_2(Ink.FASTER_2, 10),
  FASTER_10(Ink.FASTER_10, 100),
  FASTER_100(Ink.FASTER_100, Double.POSITIVE_INFINITY);

  private final Ink ink;
  private final double below;

  /**
   * @param below the ratios that the step ends before; NaN of the one that is no matter of ratios
   */
  Step(Ink ink, double below) {
    this.ink = ink;
    this.below = below;
  }

  Ink ink() {
    return ink;
  }

  /** The step's upper end on the scale: {@code ÷10}, {@code ×2}; empty where there is none. */
  String end() {
    return below == 1 || !Double.isFinite(below)
        ? ""
        : below < 1 ? "÷" + Figures.number(1 / below) : "×" + Figures.number(below);
  }

  /**
   * The step of what the figures beside it say; empty where nothing was decided or measured.
   *
   * <p>Where the estimate is no finding the bound is told ({@link Figures#advantage}), and counts
   * here too.
   */
  static Optional<Step> of(Comparison comparison) {
    if (Double.isNaN(comparison.ratio()) || comparison.verdict() == Verdict.INCONCLUSIVE) {
      return Optional.empty();
    }
    if (comparison.verdict() == Verdict.EQUIVALENT) {
      return Optional.of(SAME);
    }
    double ratio = comparison.ratio();
    double told =
        !Figures.isPointless(comparison.low(), comparison.high())
            ? ratio
            : ratio >= 1 ? comparison.low() : comparison.high();
    for (Step step : values()) {
      // 10 times slower is the far step's, as 10 times faster is
      if (told < step.below || (told == step.below && told < 1)) {
        return Optional.of(step);
      }
    }
    return Optional.of(FASTER_100);
  }
}
