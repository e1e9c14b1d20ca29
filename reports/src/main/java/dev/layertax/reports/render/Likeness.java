package dev.layertax.reports.render;

import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.FidelitySummary;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.NotModelled;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How alike the engines of a run are, in sentences; of a run of the simulation alone, how alike it
 * was when last measured on record, and how to find out here.
 *
 * <p>Sentences are untrusted text, as in {@link Sentences}.
 */
final class Likeness {

  /** Measures both engines in the same blocks. */
  static final String COMMAND = "scripts/layertax run --engine simulated --engine kernel";

  private static final String SIMULATED = "simulated";
  private static final int DATE = "2026-11-23".length();

  private final List<Fidelity> own;
  private final List<FidelitySummary> ownSummaries;
  private final Optional<FidelityRecord> record;
  private final boolean unheld;

  private Likeness(Report report) {
    own = report.results().fidelity();
    ownSummaries = report.results().fidelitySummaries();
    // Two revisions on one place alone are held against each other, whatever a layer costs.
    boolean ofPlaces =
        !report.results().comparisons().isEmpty() || !report.run().plan().hasRevisions();
    unheld =
        own.isEmpty()
            && ofPlaces
            && report.run().plan().cells().stream()
                .map(PlannedCell::cell)
                .anyMatch(cell -> cell.engine().equals(SIMULATED));
    record = report.record().filter(any -> unheld);
  }

  static Likeness of(Report report) {
    return new Likeness(report);
  }

  /** Whether there is anything to say: two engines were measured, or the simulation alone. */
  boolean matters() {
    return unheld || measuredHere();
  }

  /** Whether this run held engines against each other. */
  boolean measuredHere() {
    return !own.isEmpty();
  }

  /** The question that the sentences answer. */
  String question() {
    boolean docker = summaries().stream().anyMatch(s -> s.referenceEngine().equals("docker"));
    boolean simulated = unheld || summaries().stream().anyMatch(s -> s.engine().equals(SIMULATED));
    return "Is "
        + Names.engine(simulated ? SIMULATED : summaries().get(0).engine())
        + " like "
        + Names.engine(docker ? "docker" : "kernel")
        + "?";
  }

  /** Whether a simulation's figures are shown, and so what it lacks must be. */
  private boolean showsSimulation() {
    return summaries().stream().anyMatch(summary -> summary.engine().equals(SIMULATED));
  }

  /** This run's, or else those on record. */
  List<Fidelity> fidelity() {
    return measuredHere() ? own : record.map(FidelityRecord::fidelity).orElse(List.of());
  }

  /** One per pair of engines: this run's, or else those on record. */
  List<FidelitySummary> summaries() {
    return measuredHere()
        ? ownSummaries
        : record.map(FidelityRecord::fidelitySummaries).orElse(List.of());
  }

  /** What the figures shown cannot show; empty where there are none. */
  List<NotModelled> notModelled() {
    return showsSimulation() ? NotModelled.all() : List.of();
  }

  /** Where and when figures on record were measured; empty for figures of this run. */
  private String provenance() {
    return record
        .map(
            it ->
                "on record, measured on "
                    + it.measuredAt().substring(0, Math.min(DATE, it.measuredAt().length()))
                    + " in "
                    + Figures.count(it.blocks(), "block")
                    + " ("
                    + machine(it.environment())
                    + "), not on this machine and not in this run: ")
        .orElse("");
  }

  private static String machine(Map<String, String> facts) {
    return Stream.of("cpu", "kernel", "fileSystem", "jdk")
        .filter(facts::containsKey)
        .map(name -> (name.equals("kernel") ? "kernel " : "") + facts.get(name))
        .reduce((left, right) -> left + ", " + right)
        .orElse("machine not recorded");
  }

  /** What is known, in plain text, one sentence or two each. */
  List<String> lines() {
    return summaries().stream().map(this::answer).toList();
  }

  /** What {@link #COMMAND} would tell; empty when this run told it. */
  Optional<String> unknown() {
    return unheld
        ? Optional.of("How like the kernel the simulation is on this machine is told by:")
        : Optional.empty();
  }

  /** The verdict on one pair, its whole figure, and what noise has to do with it. */
  String answer(FidelitySummary summary) {
    return sentence(provenance() + verdict(summary)) + ". " + whole(summary);
  }

  private static String verdict(FidelitySummary s) {
    String engine = Names.engine(s.engine());
    String reference = Names.engine(s.referenceEngine());
    String tolerance = Figures.percent(Fidelity.TOLERANCE);
    String of = " of " + Figures.count(s.advantages(), "advantage");
    return switch (s.verdict()) {
      case AGREES ->
          engine
              + " is like "
              + reference
              + ": "
              + (s.advantages() == 1
                  ? "the one advantage agrees"
                  : "all " + s.advantages() + " advantages agree")
              + " within "
              + tolerance;
      case DIFFERS ->
          engine
              + " is not like "
              + reference
              + " everywhere: "
              + s.differing()
              + of
              + (s.differing() == 1 ? " differs" : " differ")
              + " by more than "
              + tolerance
              + rest(s);
      case INCONCLUSIVE ->
          "whether "
              + engine
              + " is like "
              + reference
              + " is undecided: "
              + s.agreeing()
              + of
              + (s.agreeing() == 1 ? " agrees" : " agree")
              + " within "
              + tolerance
              + ", "
              + s.undecided()
              + (s.undecided() == 1 ? " is" : " are")
              + " undecided; "
              + s.within()
              + " lie within it by their estimates alone";
    };
  }

  private static String rest(FidelitySummary s) {
    return ", "
        + s.agreeing()
        + (s.agreeing() == 1 ? " agrees" : " agree")
        + (s.undecided() == 0
            ? ""
            : ", " + s.undecided() + (s.undecided() == 1 ? " is" : " are") + " undecided");
  }

  private static String whole(FidelitySummary s) {
    if (s.worst() == null) {
      return "No block measured both engines.";
    }
    return "Geometric mean of the error: "
        + Figures.percent(s.geometricMeanError())
        + (Double.isNaN(s.noiseError())
            ? ""
            : " (engines exactly alike, measured as noisily, would show about "
                + Figures.percent(s.noiseError())
                + ")")
        + "; worst: "
        + Figures.number(s.worst().ratio())
        + " times "
        + (s.referenceEngine().equals("docker") ? "Docker" : "the " + s.referenceEngine())
        + "'s advantage, "
        + Names.question(s.worst().workload(), s.worst().params())
        + " on "
        + Names.target(s.worst().target())
        + "."
        + (s.measured() < s.advantages()
            ? " " + (s.advantages() - s.measured()) + " could not be measured on both."
            : "");
  }

  /** One entry's answer in a word or two. */
  static String words(Fidelity one) {
    if (!one.measured()) {
      return Figures.NOT_MEASURED;
    }
    return switch (one.verdict()) {
      case AGREES -> one.bothEquivalent() ? "agrees, both the same" : "agrees";
      case DIFFERS -> "differs";
      case INCONCLUSIVE -> "undecided";
    };
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
