package dev.layertax.reports.gate;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Evidence;
import dev.layertax.reports.stats.SequentialFamily.Answer;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.List;
import java.util.Optional;

/** The sentences that every judge needs. */
final class Explanation {

  static final String IDENTICAL =
      "every block gives exactly the same figure, which measurements never do: a clock that stands"
          + " still, or one sample copied";

  private final Results results;
  private final GateEvidence evidence;
  private final boolean severalEngines;

  Explanation(Plan plan, Results results, GateEvidence evidence) {
    this.results = results;
    this.evidence = evidence;
    this.severalEngines =
        plan.cells().stream().map(planned -> planned.cell().engine()).distinct().count() > 1;
  }

  /** Why the cell's own target must not be judged, or the layer it is held against. */
  Optional<String> invalid(Cell cell) {
    return results
        .invalid(cell)
        .map(reason -> "it is not what its name says: " + reason)
        .or(
            () ->
                results
                    .invalid(cell.on(Target.WRITABLE_LAYER))
                    .map(reason -> "the writable layer is not what its name says: " + reason))
        .or(() -> evidence.doubt(cell))
        .or(
            () ->
                evidence
                    .doubt(cell.on(Target.WRITABLE_LAYER))
                    .map(reason -> "of the writable layer, " + reason));
  }

  /** How many visits failed, and why the first did; empty for none. */
  String failures(Cell cell) {
    List<Results.Failure> failures =
        results.failures().stream()
            .filter(
                failure ->
                    failure.cell().equals(cell)
                        || failure.cell().equals(cell.on(Target.WRITABLE_LAYER)))
            .toList();
    return failures.isEmpty()
        ? ""
        : "; "
            + Figures.count(failures.size(), "visit")
            + " of it or of the layer failed, the first: "
            + withoutStop(failures.get(0).reason());
  }

  private static String withoutStop(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  /** What the bounds stand on. */
  String basis(Evidence last, Answer answer) {
    return " ("
        + Figures.count(last.blocks(), "block")
        + ", bounds of "
        + Figures.exact(StrictMath.round((1 - answer.nominal()) * 100_000) / 1000.0)
        + " % each)";
  }

  /** What could be decided, and how many blocks would. */
  static String wanted(Answer answer, Evidence last) {
    String detectable =
        Double.isInfinite(answer.detectable())
            ? ""
            : "; a distance of "
                + Figures.percent(StrictMath.expm1(answer.detectable()))
                + " could be decided";
    return detectable
        + (answer.blocksNeeded() > last.blocks()
            ? "; about " + answer.blocksNeeded() + " blocks would decide"
            : answer.blocksNeeded() < 0
                ? "; no number of blocks would decide if this is the truth"
                : "");
  }

  static Finding.Figures figures(Answer answer, Evidence last) {
    return new Finding.Figures(
        StrictMath.exp(last.estimate()),
        StrictMath.exp(answer.low()),
        StrictMath.exp(answer.high()),
        answer.level(),
        answer.nominal(),
        answer.pValue(),
        last.blocks(),
        StrictMath.expm1(answer.detectable()),
        answer.blocksNeeded());
  }

  Finding finding(Rule rule, Cell cell, Verdict verdict, String why) {
    return finding(rule, cell, verdict, why, null);
  }

  Finding finding(Rule rule, Cell cell, Verdict verdict, String why, Finding.Figures figures) {
    return new Finding(
        rule.line(),
        rule.toString(),
        cell,
        verdict,
        Names.question(cell)
            + (severalEngines ? " (engine " + cell.engine() + ")" : "")
            + ", "
            + Names.target(cell.target())
            + ": "
            + why
            + ".",
        figures,
        rule instanceof Rule.Advantage advantage ? advantage.atLeast() : Double.NaN);
  }
}
