package dev.layertax.reports.render;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.DatabasePattern;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Prediction;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.UnmeasuredCell;
import dev.layertax.reports.model.Verification;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Real databases beside the hand-made workloads with their write patterns, and what was found when
 * their data was looked over.
 *
 * <p>Sentences are untrusted text, as in {@link Sentences}.
 */
final class DatabaseTables {

  private final Results results;
  private final List<DatabasePattern> patterns;
  private final QuestionGroups questions;

  DatabaseTables(Report report, QuestionGroups questions) {
    this.results = report.results();
    this.patterns = report.run().plan().patterns();
    this.questions = questions;
  }

  /** Whether the run has a database whose pattern is known. */
  boolean matter() {
    return !patterns.isEmpty();
  }

  /** One sentence on each database and target, and on what this run lacks to say more. */
  List<String> answers() {
    List<String> answers = new ArrayList<>();
    results.predictions().forEach(one -> answers.add(sentence(one)));
    missing().ifPresent(answers::add);
    return answers;
  }

  private static String sentence(Prediction one) {
    String database = Names.question(one.workload(), one.params());
    String place = Names.target(one.target()) + " of " + Names.engine(one.engine());
    if (!one.measured()) {
      return database + " on " + place + ": no block measured both the database and its pattern.";
    }
    return database
        + " on "
        + place
        + ": "
        + String.join(" with ", one.patterns())
        + " foretells an advantage of "
        + Figures.number(one.predicted())
        + ", the database has "
        + Figures.number(one.advantage())
        + "; "
        + error(one)
        + ".";
  }

  private static String error(Prediction one) {
    String tolerance = Figures.percent(Fidelity.TOLERANCE);
    String figure =
        "the prediction is off by "
            + Figures.percent(Math.abs(Math.expm1(Math.log(one.ratio()))))
            + (Double.isNaN(one.low())
                ? ""
                : " (their quotient: " + Figures.interval(one.low(), one.high()) + ")");
    return switch (one.verdict()) {
      case AGREES -> figure + ", within " + tolerance;
      case DIFFERS -> figure + ", by more than " + tolerance + ": the pattern is not this database";
      case INCONCLUSIVE -> figure + ", undecided";
    };
  }

  /** Databases without their patterns, which a run has only when it is asked for them. */
  private Optional<String> missing() {
    List<String> asked =
        results.predictions().stream().map(one -> one.cell().question()).distinct().toList();
    List<DatabasePattern> alone =
        patterns.stream().filter(pattern -> !asked.contains(pattern.database())).toList();
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    String options =
        alone.stream()
            .flatMap(pattern -> pattern.patterns().stream())
            .map(line -> "--workload " + line.replaceFirst(" .*", ""))
            .distinct()
            .collect(Collectors.joining(" "));
    return Optional.of(
        "Whether a hand-made pattern foretells "
            + Names.joined(alone.stream().map(DatabasePattern::database).toList())
            + " is told by a run that measures both on the writable layer and the target: add "
            + options
            + ".");
  }

  Table predictions() {
    return new Table(
        "Advantages of databases, and what their patterns foretell",
        List.of(
            Column.text("Target"),
            Column.text("Pattern"),
            Column.figures("Foretold"),
            Column.figures("Database"),
            Column.figures("Quotient"),
            Column.figures("Interval"),
            Column.text("Answer"),
            Column.figures("Blocks")),
        questions.rows(
            results.predictions(),
            Prediction::cell,
            one ->
                List.of(
                    Page.Cell.of(one.target().label()),
                    Page.Cell.of(String.join(", ", one.patterns())),
                    Page.Cell.of(Figures.number(one.predicted())),
                    Page.Cell.of(Figures.number(one.advantage())),
                    Page.Cell.of(Figures.number(one.ratio())),
                    Page.Cell.of(Figures.interval(one.low(), one.high())),
                    new Page.Cell(words(one), chip(one)),
                    Page.Cell.of(Integer.toString(one.blocks())))));
  }

  static String words(Prediction one) {
    if (!one.measured()) {
      return Figures.NOT_MEASURED;
    }
    return switch (one.verdict()) {
      case AGREES -> "foretold";
      case DIFFERS -> "not foretold";
      case INCONCLUSIVE -> "undecided";
    };
  }

  private static String chip(Prediction one) {
    if (!one.measured()) {
      return "";
    }
    return switch (one.verdict()) {
      case AGREES -> "same";
      case DIFFERS -> "bad";
      case INCONCLUSIVE -> "undecided";
    };
  }

  Table verifications() {
    return new Table(
        "What was found when the data was looked over",
        List.of(
            Column.text("Target"),
            Column.figures("Visits measured"),
            Column.figures("Looked over, and right"),
            Column.text("The last time")),
        questions.rows(
            results.verifications(),
            Verification::cell,
            one ->
                List.of(
                    Page.Cell.of(one.cell().target().label()),
                    Page.Cell.of(Integer.toString(one.visits())),
                    Page.Cell.of(Integer.toString(one.verified())),
                    Page.Cell.of(one.last()))));
  }

  /** How much data was looked over, in a sentence; empty where no workload does. */
  static Optional<String> verified(Results results) {
    if (results.verifications().isEmpty()) {
      return Optional.empty();
    }
    int visits = results.verifications().stream().mapToInt(Verification::visits).sum();
    int verified = results.verifications().stream().mapToInt(Verification::verified).sum();
    List<Cell> cells = results.verifications().stream().map(Verification::cell).toList();
    return Optional.of(
        "The data of "
            + Figures.count(cells.size(), "cell")
            + " was looked over after "
            + verified
            + " of "
            + Figures.count(visits, "visit")
            + ", and was right.");
  }

  /** One sentence on the workloads that cannot be measured somewhere, whatever the machine. */
  static List<String> impossible(Results results) {
    Map<String, Set<String>> workloads = new LinkedHashMap<>();
    for (UnmeasuredCell one : results.unmeasured()) {
      String where =
          " cannot be measured on "
              + Names.target(one.cell().target())
              + " of "
              + Names.engine(one.cell().engine())
              + ": "
              + one.reason()
              + ".";
      workloads.computeIfAbsent(where, any -> new LinkedHashSet<>()).add(one.cell().workload());
    }
    return workloads.entrySet().stream()
        .map(entry -> Names.joined(List.copyOf(entry.getValue())) + entry.getKey())
        .toList();
  }
}
