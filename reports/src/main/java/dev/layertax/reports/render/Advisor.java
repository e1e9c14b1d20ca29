package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Sorts a run's answers by what a reader should do.
 *
 * <p>tmpfs decides only where nothing else was compared: it forgets, so it is no place to move to.
 */
final class Advisor {

  /** A decision, in the order of the page. */
  enum Decision {
    MOVE(
        "Move it out of the writable layer",
        "At least half of the places that keep their data are faster than the layer, none is slower."),
    KEEP(
        "Leave it in the writable layer",
        "At least half of the places that keep their data are slower than the layer, none is faster."),
    CHOOSE("Choose the place with care", "Some places are faster than the layer, some slower."),
    FREE("Put it where you like", "No place that keeps its data differs from the layer in cost."),
    UNDECIDED("Cannot be decided", "The numbers of this run do not decide; more blocks may."),
    UNMEASURED("Not measured", "No block measured both the layer and another place.");

    private final String title;
    private final String meaning;

    Decision(String title, String meaning) {
      this.title = title;
      this.meaning = meaning;
    }
  }

  /** An answer under its decision; the first decided target's figure stands for all. */
  private record Decided(Decision decision, Comparison leading, Sentences.Answer answer) {}

  private Advisor() {}

  /**
   * The answers under their decisions, those that gain most first.
   *
   * @param controls of the same run; one that disagrees casts doubt on its question's answer
   */
  static List<Page.Advice> advice(Sentences sentences, List<Comparison> controls) {
    List<Decided> decided = sentences.answers().stream().map(Advisor::decided).toList();
    List<Page.Advice> advice = new ArrayList<>();
    for (Decision decision : Decision.values()) {
      List<Page.Card> cards =
          decided.stream()
              .filter(one -> one.decision() == decision)
              .sorted(Comparator.comparingDouble(one -> -distance(one.leading())))
              .map(one -> card(one, doubt(one, sentences, controls)))
              .toList();
      if (!cards.isEmpty()) {
        String kind = decision.name().toLowerCase(Locale.ROOT);
        advice.add(new Page.Advice(kind, decision.title, decision.meaning, cards));
      }
    }
    return advice;
  }

  static Decision decision(List<Comparison> comparisons) {
    List<Comparison> measured = leading(comparisons);
    long faster = measured.stream().filter(c -> c.verdict() == Verdict.FASTER).count();
    long slower = measured.stream().filter(c -> c.verdict() == Verdict.SLOWER).count();
    if (measured.isEmpty()) {
      return Decision.UNMEASURED;
    }
    if (faster > 0 && slower > 0) {
      return Decision.CHOOSE;
    }
    // Volumes and bind mounts are directories alike: a verdict that most do not share is weak.
    if (2 * faster >= measured.size()) {
      return Decision.MOVE;
    }
    if (2 * slower >= measured.size()) {
      return Decision.KEEP;
    }
    return measured.stream().allMatch(c -> c.verdict() == Verdict.EQUIVALENT)
        ? Decision.FREE
        : Decision.UNDECIDED;
  }

  private static Decided decided(Sentences.Answer answer) {
    Decision decision = decision(answer.comparisons());
    List<Comparison> measured = leading(answer.comparisons());
    Comparison leading =
        measured.stream()
            .filter(c -> c.verdict() == Verdict.FASTER || c.verdict() == Verdict.SLOWER)
            .findFirst()
            .orElse(answer.comparisons().get(0));
    return new Decided(decision, leading, answer);
  }

  private static List<Comparison> leading(List<Comparison> comparisons) {
    List<Comparison> measured = comparisons.stream().filter(c -> !Double.isNaN(c.ratio())).toList();
    List<Comparison> keeping = measured.stream().filter(c -> c.target() != Target.TMPFS).toList();
    return comparisons.stream().allMatch(c -> c.target() == Target.TMPFS) ? measured : keeping;
  }

  private static Page.Card card(Decided one, String doubt) {
    String figure =
        switch (one.decision()) {
          case MOVE, KEEP ->
              Figures.advantage(one.leading().ratio(), one.leading().low(), one.leading().high());
          case CHOOSE -> "faster or slower";
          case FREE -> "the same";
          case UNDECIDED -> "undecided";
          case UNMEASURED -> Figures.NOT_MEASURED;
        };
    String question = one.answer().question();
    String text = one.answer().text();
    Subject subject = Subject.ofQuestion(one.leading().cell());
    return text.startsWith(question)
        ? new Page.Card(figure, question, text.substring(question.length()), doubt, subject)
        : new Page.Card(figure, "", text, doubt, subject);
  }

  private static String doubt(Decided one, Sentences sentences, List<Comparison> controls) {
    Cell question = one.leading().cell();
    boolean disagrees =
        controls.stream()
            .filter(control -> control.cell().on(question.target()).equals(question))
            .anyMatch(control -> sentences.state(control) == ControlState.DISAGREES);
    if (disagrees) {
      return "Do not act on it: a control of this question disagrees.";
    }
    List<String> flags =
        leading(one.answer().comparisons()).stream()
            .flatMap(comparison -> comparison.flags().stream())
            .distinct()
            .map(Names::flag)
            .toList();
    return flags.isEmpty() ? "" : "Doubtful: " + Names.joined(flags) + ".";
  }

  private static double distance(Comparison comparison) {
    return Double.isNaN(comparison.ratio()) ? 0 : Math.abs(Math.log(comparison.ratio()));
  }
}
