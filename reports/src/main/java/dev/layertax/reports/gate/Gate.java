package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.stats.Looks;
import dev.layertax.reports.stats.SequentialFamily;
import dev.layertax.reports.stats.SequentialFamily.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a run by a policy.
 *
 * <p>The chance that any gated advantage or slowdown is misjudged, at any look, is at most {@link
 * #FAMILY_ALPHA}: {@link SequentialFamily} says how. Counters vary not at all, so they take no
 * share of it.
 */
public final class Gate {

  /** Chance that one run misjudges any gated advantage or slowdown. */
  public static final double FAMILY_ALPHA = .01;

  private Gate() {}

  /**
   * Judges every rule on every planned cell that it names.
   *
   * @param results of the run
   * @param profile of the policy; empty for what holds without one
   * @throws PolicyException when a rule judges no planned cell, or could never reject; when the
   *     policy has no such profile
   */
  public static GateOutcome judge(
      Policy policy, Run run, Results results, Optional<String> profile) {
    return judge(policy, run, results, profile, Optional.empty());
  }

  /**
   * The same with earlier runs to hold slowdowns against.
   *
   * @param baseline not for a run that measured an old revision itself
   */
  public static GateOutcome judge(
      Policy policy,
      Run run,
      Results results,
      Optional<String> profile,
      Optional<Baseline> baseline) {
    return judge(policy, run.plan(), results, profile, new RunEvidence(run, baseline));
  }

  static GateOutcome judge(
      Policy policy, Plan plan, Results results, Optional<String> profile, GateEvidence evidence) {
    policy.check(plan);
    List<Gated> gated = policy.gated(plan, evidence.standard().isPresent());
    Explanation explanation = new Explanation(plan, results, evidence);
    AdvantageJudge advantages = new AdvantageJudge(evidence, explanation);
    SlowdownJudge slowdowns = new SlowdownJudge(evidence, explanation);
    List<Answer> answers = answers(gated, advantages, slowdowns, evidence.looks());
    CounterJudge counters = new CounterJudge(results, explanation);
    List<Finding> findings = new ArrayList<>();
    int answered = 0;
    for (Gated each : gated) {
      Rule rule = each.rule();
      Cell cell = each.cell();
      if (rule instanceof Rule.Counter counter) {
        findings.add(counters.judge(counter, cell));
      } else if (rule instanceof Rule.Regression regression) {
        findings.add(slowdowns.judge(regression, cell, answers.get(answered++)));
      } else {
        findings.add(advantages.judge((Rule.Advantage) rule, cell, answers.get(answered++)));
      }
    }
    return new GateOutcome(
        policy.source(), policy.actions(profile), findings, notes(policy, evidence));
  }

  /** One rule and one of the cells it judges. */
  record Gated(Rule rule, Cell cell) {}

  private static List<Answer> answers(
      List<Gated> gated, AdvantageJudge advantages, SlowdownJudge slowdowns, Looks looks) {
    List<SequentialFamily.Question> questions = new ArrayList<>();
    for (Gated each : gated) {
      if (each.rule() instanceof Rule.Advantage rule) {
        questions.add(advantages.question(rule, each.cell()));
      } else if (each.rule() instanceof Rule.Regression rule) {
        questions.add(slowdowns.question(rule, each.cell()));
      }
    }
    return SequentialFamily.answer(questions, looks, FAMILY_ALPHA);
  }

  private static List<String> notes(Policy policy, GateEvidence evidence) {
    Optional<Rule> regression =
        policy.rules().stream().filter(rule -> rule instanceof Rule.Regression).findFirst();
    Optional<String> standard = evidence.standard();
    if (regression.isPresent() && standard.isEmpty()) {
      return List.of(
          "The regression rule (line "
              + regression.get().line()
              + ") was not judged: it needs a baseline (--baseline) or a second revision"
              + " (--against), and there is neither.");
    }
    if (regression.isEmpty() && standard.isPresent()) {
      return List.of(
          "Nothing was held against "
              + standard.get()
              + ": the policy has no rule under 'regression:'.");
    }
    return List.of();
  }

  /** Whether more blocks could still change what the gate does. */
  public static boolean isSettled(GateOutcome outcome) {
    // Without figures it is not the blocks that are wanting, but a baseline's runs.
    return outcome.findings().stream()
        .noneMatch(
            finding -> finding.verdict() == Verdict.INCONCLUSIVE && finding.figures() != null);
  }
}
