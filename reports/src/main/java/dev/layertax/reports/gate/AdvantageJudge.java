package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.SequentialFamily.Answer;
import dev.layertax.reports.stats.SequentialFamily.Question;
import dev.layertax.reports.wording.Figures;
import java.util.List;
import java.util.Optional;

/** Holds advantages against their floors. */
final class AdvantageJudge {

  private final GateEvidence evidence;
  private final Explanation explanation;

  AdvantageJudge(GateEvidence evidence, Explanation explanation) {
    this.evidence = evidence;
    this.explanation = explanation;
  }

  Question question(Rule.Advantage rule, Cell cell) {
    double floor = StrictMath.log(rule.atLeast());
    List<Evidence> looks =
        explanation.invalid(cell).isPresent() ? List.of() : evidence.advantage(cell);
    return new Question(floor, floor, looks);
  }

  Finding judge(Rule.Advantage rule, Cell cell, Answer answer) {
    List<Evidence> looks = evidence.advantage(cell);
    Optional<Evidence> last = looks.stream().reduce((first, later) -> later);
    Optional<String> invalid = explanation.invalid(cell);
    if (invalid.isPresent() || last.filter(e -> Double.isFinite(e.estimate())).isEmpty()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INVALID,
          invalid.orElse("no block measured it together with the writable layer")
              + explanation.failures(cell));
    }
    if (last.get().isIdentical()) {
      return explanation.finding(rule, cell, Verdict.INVALID, Explanation.IDENTICAL);
    }
    String floor = "the floor of " + Figures.number(rule.atLeast());
    double low = StrictMath.exp(answer.low());
    double high = StrictMath.exp(answer.high());
    String speed = "it is " + speed(last.get());
    if (!last.get().decides()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.INCONCLUSIVE,
          speed
              + ", but "
              + Figures.count(last.get().blocks(), "block")
              + " cannot decide about "
              + floor
              + "; 2 are the least"
              + explanation.failures(cell),
          Explanation.figures(answer, last.get()));
    }
    String basis = explanation.basis(last.get(), answer) + explanation.failures(cell);
    Finding.Figures figures = Explanation.figures(answer, last.get());
    if (low >= rule.atLeast()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.CONFIRMED,
          speed + "; the lower bound " + Figures.number(low) + " clears " + floor + basis,
          figures);
    }
    if (high < rule.atLeast()) {
      return explanation.finding(
          rule,
          cell,
          Verdict.LOST,
          speed + "; the upper bound " + Figures.number(high) + " is under " + floor + basis,
          figures);
    }
    return explanation.finding(
        rule,
        cell,
        Verdict.INCONCLUSIVE,
        speed
            + "; the bounds "
            + Figures.interval(low, high)
            + " do not decide about "
            + floor
            + basis
            + Explanation.wanted(answer, last.get()),
        figures);
  }

  private static String speed(Evidence last) {
    double half = last.decides() ? last.reach(Gate.FAMILY_ALPHA / 2) : Double.NaN;
    double low = StrictMath.exp(last.estimate() - half);
    double high = StrictMath.exp(last.estimate() + half);
    return Figures.isPointless(low, high)
        ? Figures.possible(low, high)
        : Figures.speed(StrictMath.exp(last.estimate()));
  }
}
