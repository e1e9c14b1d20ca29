package dev.layertax.reports.render;

import dev.layertax.reports.gate.Action;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.Gate;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader must know before the figures, worst first: the gate, failures, controls, gaps.
 *
 * <p>Sentences are untrusted text, as in {@link Sentences}.
 */
final class Concerns {

  private Concerns() {}

  static List<String> of(Report report) {
    List<String> concerns = new ArrayList<>();
    report.gate().ifPresent(outcome -> concerns.addAll(gate(outcome)));
    concerns.addAll(besidesTheGate(report));
    return List.copyOf(concerns);
  }

  /** The same for a reader who has the gate's findings before his eyes. */
  static List<String> besidesTheGate(Report report) {
    Sentences sentences = Sentences.of(report);
    Results results = report.results();
    List<String> concerns = new ArrayList<>();
    concerns.addAll(sentences.invalid());
    concerns.addAll(DatabaseTables.impossible(results));
    sentences.failures().ifPresent(concerns::add);
    if (results.controls().stream()
        .anyMatch(control -> sentences.state(control) == ControlState.DISAGREES)) {
      concerns.add(sentences.controls());
    }
    sentences.unmeasured().ifPresent(concerns::add);
    concerns.addAll(gaps(report));
    return List.copyOf(concerns);
  }

  private static List<String> gate(GateOutcome outcome) {
    List<String> concerns = new ArrayList<>();
    for (Finding finding : outcome.findings()) {
      boolean undecided = finding.verdict() == Finding.Verdict.INCONCLUSIVE;
      Action action = outcome.action(finding);
      // What is undecided and only warns is counted in the gate's answer.
      if (action == Action.FAIL || (action == Action.WARN && !undecided)) {
        concerns.add("Gate, " + words(finding.verdict()) + ": " + finding.explanation());
      }
    }
    concerns.addAll(outcome.notes());
    return concerns;
  }

  private static List<String> gaps(Report report) {
    Results results = report.results();
    List<String> concerns = new ArrayList<>();
    boolean settled =
        !report.run().plan().looks().isEmpty() && report.gate().filter(Gate::isSettled).isPresent();
    if (results.blocks() < results.plannedBlocks() && !settled) {
      concerns.add(
          results.blocks()
              + " of "
              + Figures.count(results.plannedBlocks(), "planned block")
              + " were measured; one cut short goes on with `run --resume` and its directory.");
    }
    results
        .setAside()
        .forEach(
            block -> concerns.add("Block " + block.block() + " was set aside: " + block.reason()));
    int unsteady = results.costs().stream().mapToInt(CellCost::unsteadyForks).sum();
    if (unsteady > 0) {
      concerns.add(
          Figures.count(unsteady, "fork") + " did not reach a steady state; none was left out.");
    }
    return concerns;
  }

  /** A gate's verdict in words. */
  static String words(Finding.Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> "confirmed";
      case LOST -> "advantage lost";
      case REGRESSION -> "regression";
      case PASS -> "no slower";
      case IMPROVED -> "improved";
      case ACCEPTED -> "accepted regression";
      case INCONCLUSIVE -> "undecided";
      case EXACT -> "exact";
      case CHANGED -> "counter changed";
      case INVALID -> "not measured";
    };
  }

  /** A gate's answer in one sentence. */
  static String answer(GateOutcome outcome) {
    long undecided =
        outcome.findings().stream()
            .filter(finding -> finding.verdict() == Finding.Verdict.INCONCLUSIVE)
            .count();
    String judged = Figures.count(outcome.findings().size(), "finding");
    String rest = undecided > 0 ? ", " + undecided + " undecided" : "";
    return switch (outcome.status()) {
      case OK -> "The gate passes: " + judged + rest + ".";
      case INVALID ->
          "The gate cannot judge: a gated cell was not measured (" + judged + rest + ").";
      case REGRESSION ->
          "The gate fails: "
              + (has(outcome, Finding.Verdict.REGRESSION)
                  ? "a cell became slower"
                  : "an exact counter changed")
              + " ("
              + judged
              + rest
              + ").";
      case ADVANTAGE_LOST -> "The gate fails: an advantage is lost (" + judged + rest + ").";
      case INCONCLUSIVE ->
          "The gate fails: its policy lets nothing undecided pass, and "
              + undecided
              + " of "
              + judged
              + " are undecided.";
    };
  }

  private static boolean has(GateOutcome outcome, Finding.Verdict verdict) {
    return outcome.findings().stream().anyMatch(finding -> finding.verdict() == verdict);
  }

  /** A comparison's verdict in one word; none without a measurement. */
  static String words(Comparison comparison) {
    if (Double.isNaN(comparison.ratio())) {
      return Figures.NOT_MEASURED;
    }
    return switch (comparison.verdict()) {
      case FASTER -> "faster";
      case SLOWER -> "slower";
      case EQUIVALENT -> "the same";
      case INCONCLUSIVE -> "undecided";
    };
  }

  /** A comparison's doubts in words; empty for none. */
  static String doubts(Comparison comparison) {
    return comparison.flags().stream().map(Names::flag).collect(Collectors.joining("; "));
  }
}
