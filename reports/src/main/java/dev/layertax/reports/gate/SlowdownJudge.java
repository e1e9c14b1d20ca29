package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.gate.GateEvidence.Acceptance;
import dev.layertax.reports.gate.GateEvidence.Slowdown;
import dev.layertax.reports.gate.GateEvidence.Unjudged;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.SequentialFamily.Answer;
import dev.layertax.reports.stats.SequentialFamily.Question;
import dev.layertax.reports.wording.Figures;
import java.util.List;
import java.util.Optional;

/**
 * Holds slowdowns against a tolerance and a margin.
 *
 * <p>A regression needs two things: at some look the slowdown's lower bound is above the tolerance,
 * and the blocks made since, which had no part in it, are above the tolerance too. So a disturbance
 * of a few minutes, which no error bound on independent blocks covers, does not fail a build.
 */
final class SlowdownJudge {

  /** Fewer blocks than this since a look are too few to confirm what it saw. */
  static final int FEWEST_FRESH = 5;

  private final GateEvidence evidence;
  private final Explanation explanation;

  SlowdownJudge(GateEvidence evidence, Explanation explanation) {
    this.evidence = evidence;
    this.explanation = explanation;
  }

  Question question(Rule.Regression rule, Cell cell) {
    return new Question(
        StrictMath.log1p(rule.tolerance()),
        StrictMath.log1p(rule.margin()),
        evidence.slowdown(cell).map(Slowdown::looks).orElse(List.of()));
  }

  Finding judge(Rule.Regression rule, Cell cell, Answer answer) {
    Optional<Slowdown> found = evidence.slowdown(cell);
    Optional<Evidence> last =
        found.flatMap(slowdown -> slowdown.looks().stream().reduce((first, later) -> later));
    Optional<String> invalid = explanation.invalid(cell);
    Optional<Unjudged> unjudged =
        found.flatMap(Slowdown::unjudged).filter(none -> invalid.isEmpty());
    if (unjudged.isPresent()) {
      return explanation.finding(
          rule, cell, unjudged.get().verdict(), unjudged.get().why() + explanation.failures(cell));
    }
    if (invalid.isPresent() || last.filter(e -> Double.isFinite(e.estimate())).isEmpty()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INVALID,
          invalid.orElse("no block measured it together with " + standard())
              + explanation.failures(cell));
    }
    if (last.get().isIdentical()) {
      return explanation.finding(rule, cell, Verdict.INVALID, Explanation.IDENTICAL);
    }
    if (!last.get().decides()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INCONCLUSIVE,
          Figures.count(last.get().blocks(), "block") + " cannot decide; 2 are the least",
          Explanation.figures(answer, last.get()));
    }
    return measured(rule, cell, answer, found.get(), last.get());
  }

  private Finding measured(
      Rule.Regression rule, Cell cell, Answer answer, Slowdown slowdown, Evidence last) {
    double low = StrictMath.exp(answer.low());
    double high = StrictMath.exp(answer.high());
    String change = "it costs " + times(StrictMath.exp(last.estimate())) + " " + standard();
    String basis = explanation.basis(last, answer) + explanation.failures(cell);
    Finding.Figures figures = Explanation.figures(answer, last);
    String tolerance = "the tolerance of " + Figures.percent(rule.tolerance());
    String margin = "the margin of " + Figures.percent(rule.margin());
    if (low > 1 + rule.tolerance()) {
      String signal = change + "; the lower bound " + times(low) + " is above " + tolerance + basis;
      Confirmation confirmation = confirmation(rule, answer, slowdown);
      if (confirmation.confirmed()) {
        return regression(rule, cell, signal + confirmation.words(), slowdown, figures);
      }
      return explanation.finding(
          rule, cell, Verdict.INCONCLUSIVE, signal + confirmation.words(), figures);
    }
    if (high < 1 / (1 + rule.tolerance())) {
      return explanation.finding(
          rule,
          cell,
          Verdict.IMPROVED,
          change + "; the upper bound " + times(high) + " is under " + tolerance + basis,
          figures);
    }
    if (high < 1 + rule.margin()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.PASS,
          change + "; the upper bound " + times(high) + " is under " + margin + basis,
          figures);
    }
    return explanation.finding(
        rule,
        cell,
        Verdict.INCONCLUSIVE,
        change
            + "; the bounds "
            + Figures.interval(low, high)
            + " decide neither about "
            + tolerance
            + " nor about "
            + margin
            + basis
            + Explanation.wanted(answer, last),
        figures);
  }

  private Finding regression(
      Rule.Regression rule, Cell cell, String words, Slowdown slowdown, Finding.Figures figures) {
    Optional<Acceptance> acceptance = slowdown.acceptance();
    boolean covered =
        acceptance
            .filter(Acceptance::holds)
            .filter(a -> figures.estimate() <= a.atMost())
            .isPresent();
    return explanation.finding(
        rule,
        cell,
        covered ? Verdict.ACCEPTED : Verdict.REGRESSION,
        words + acceptance.map(a -> "; " + a.words()).orElse(""),
        figures);
  }

  private record Confirmation(boolean confirmed, String words) {}

  /** By the blocks since the first look that saw it and was followed by enough of them. */
  private static Confirmation confirmation(Rule.Regression rule, Answer answer, Slowdown slowdown) {
    double tolerance = StrictMath.log1p(rule.tolerance());
    String words = "";
    for (int i = 0; i < slowdown.looks().size(); i++) {
      Evidence look = slowdown.looks().get(i);
      Evidence fresh = slowdown.fresh().get(i);
      boolean seen = look.decides() && look.estimate() - look.reach(answer.nominal()) > tolerance;
      int fewest = slowdown.once() ? 1 : FEWEST_FRESH;
      if (!seen) {
        continue;
      }
      if (fresh.blocks() < fewest) {
        words =
            "; not confirmed yet: only "
                + Figures.count(fresh.blocks(), "block")
                + " came after the look that saw it, "
                + fewest
                + " are the least";
      } else if (fresh.estimate() > tolerance) {
        return new Confirmation(true, "; " + freshly(slowdown, fresh) + " confirm it");
      } else {
        words = "; not confirmed: " + freshly(slowdown, fresh) + " do not show it";
      }
    }
    return new Confirmation(false, words);
  }

  private static String freshly(Slowdown slowdown, Evidence fresh) {
    return (slowdown.once() ? "the later " : "the next ")
        + Figures.count(fresh.blocks(), "block")
        + " alone, at "
        + Figures.number(StrictMath.exp(fresh.estimate()))
        + " times,";
  }

  private String standard() {
    return evidence.standard().orElse("what it is held against");
  }

  private static String times(double ratio) {
    return Figures.number(ratio) + " times";
  }
}
