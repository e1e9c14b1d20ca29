package dev.layertax.reports.render;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Experiments;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings as a grid for each engine, experiment by target, and what to mind in them. */
final class GuaranteeGrid {

  /** How a run gets them. */
  static final String COMMAND = "scripts/layertax guarantees --run DIR";

  /** What a reader of a run without them is told. */
  static final String ABSENCE =
      "No experiment was made on what each place guarantees; this command makes them and adds them"
          + " to the run:";

  private final List<Guarantee> findings;

  GuaranteeGrid(Guarantees guarantees) {
    this.findings = guarantees.findings();
  }

  List<String> engines() {
    return findings.stream().map(Guarantee::engine).distinct().toList();
  }

  List<Target> targets() {
    return findings.stream().map(Guarantee::target).distinct().sorted().toList();
  }

  /** In the order they were made. */
  List<String> experiments(String engine) {
    return of(engine).stream().map(Guarantee::experiment).distinct().toList();
  }

  List<Guarantee> of(String engine) {
    return findings.stream().filter(finding -> finding.engine().equals(engine)).toList();
  }

  Optional<Guarantee> at(String engine, Target target, String experiment) {
    return findings.stream()
        .filter(finding -> finding.engine().equals(engine))
        .filter(finding -> finding.target() == target)
        .filter(finding -> finding.experiment().equals(experiment))
        .findFirst();
  }

  /** A cell's text, a word before anything else. */
  static String word(Optional<Guarantee> finding) {
    return finding
        .map(
            found ->
                Experiments.word(found.outcome()) + (found.contradictsDocumentation() ? " *" : ""))
        .orElse(Experiments.word(Outcome.NOT_TRIED));
  }

  /** What to mind: experiments that broke, and outcomes that Docker's documentation denies. */
  List<String> concerns() {
    List<String> concerns = new ArrayList<>();
    findings.stream()
        .filter(finding -> finding.outcome() == Outcome.FAILED)
        .forEach(
            finding ->
                concerns.add(place(finding) + ": the experiment broke. " + finding.evidence()));
    findings.stream()
        .filter(Guarantee::contradictsDocumentation)
        .forEach(
            finding ->
                concerns.add(
                    "%s: %s *, and Docker's documentation (%s) says %s. %s"
                        .formatted(
                            place(finding),
                            Experiments.word(finding.outcome()),
                            finding.source(),
                            Experiments.word(finding.expected()),
                            finding.evidence())));
    return concerns;
  }

  /** How many experiments there were and how they ended. */
  String summary() {
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = findings.stream().filter(finding -> finding.outcome() == outcome).count();
      if (count > 0) {
        parts.add(count + " " + Experiments.word(outcome));
      }
    }
    return Figures.count(findings.size(), "experiment")
        + (parts.isEmpty() ? "." : ": " + Names.joined(parts) + ".");
  }

  private static String place(Guarantee finding) {
    return "%s on %s of engine %s"
        .formatted(finding.experiment(), finding.target().label(), finding.engine());
  }
}
