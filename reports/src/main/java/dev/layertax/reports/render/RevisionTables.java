package dev.layertax.reports.render;

import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RevisionChange;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.List;

/**
 * A new revision beside the old one that was measured in the same blocks.
 *
 * <p>Sentences are untrusted text, as in {@link Sentences}.
 */
final class RevisionTables {

  static final String QUESTION = "Did the new revision change the cost?";

  /** What the ratio means, for whoever sees a table. */
  static final String MEANING =
      "Change: cost of the new revision divided by that of the old one, in the same block; above 1"
          + " the new one is slower.";

  private final Results results;
  private final QuestionGroups questions;

  RevisionTables(Results results, QuestionGroups questions) {
    this.results = results;
    this.questions = questions;
  }

  /** Whether the run measured two revisions. */
  boolean matter() {
    return !results.revisions().isEmpty();
  }

  /** One sentence on each cell. */
  List<String> answers() {
    return results.revisions().stream().map(this::sentence).toList();
  }

  private String sentence(RevisionChange one) {
    String cell = questions.heading(one.cell()) + ", " + Names.target(one.target()) + ": ";
    if (Double.isNaN(one.ratio())) {
      return cell + "no block measured both revisions.";
    }
    String costs =
        "the new revision costs "
            + Figures.number(one.ratio())
            + " times the old one"
            + (Double.isNaN(one.low()) ? "" : " (" + Figures.interval(one.low(), one.high()) + ")");
    return cell
        + switch (one.verdict()) {
          case SLOWER -> costs + ": slower.";
          case FASTER -> costs + ": faster.";
          case EQUIVALENT -> costs + ": the same.";
          case INCONCLUSIVE ->
              costs
                  + ": undecided"
                  + (Double.isFinite(one.minimumDetectableEffect())
                      ? "; a change of "
                          + Figures.percent(one.minimumDetectableEffect())
                          + " could be seen in "
                          + Figures.count(one.blocks(), "block")
                      : "")
                  + ".";
        };
  }

  /** A change in one word. */
  static String word(RevisionChange one) {
    if (Double.isNaN(one.ratio())) {
      return Figures.NOT_MEASURED;
    }
    return switch (one.verdict()) {
      case SLOWER -> "slower";
      case FASTER -> "faster";
      case EQUIVALENT -> "the same";
      case INCONCLUSIVE -> "undecided";
    };
  }

  private static String chip(RevisionChange one) {
    if (Double.isNaN(one.ratio())) {
      return "";
    }
    return switch (one.verdict()) {
      case SLOWER -> "bad";
      case FASTER -> "good";
      case EQUIVALENT -> "same";
      case INCONCLUSIVE -> "undecided";
    };
  }

  Table table() {
    return new Table(
        "Cost of the new revision over that of the old one",
        List.of(
            Column.text("Target"),
            Column.figures("Change"),
            Column.figures("Interval"),
            Column.text("Verdict"),
            Column.figures("New"),
            Column.figures("Old"),
            Column.figures("Could be seen"),
            Column.figures("Blocks")),
        questions.rows(
            results.revisions(),
            RevisionChange::cell,
            one ->
                List.of(
                    Page.Cell.of(one.target().label()),
                    Page.Cell.of(Figures.number(one.ratio())),
                    Page.Cell.of(Figures.interval(one.low(), one.high())),
                    new Page.Cell(word(one), chip(one)),
                    Page.Cell.of(Figures.duration(one.costPerOpSeconds())),
                    Page.Cell.of(Figures.duration(one.oldCostPerOpSeconds())),
                    Page.Cell.of(Figures.percent(one.minimumDetectableEffect())),
                    Page.Cell.of(Integer.toString(one.blocks())))));
  }

  /** The same for a Markdown table or a terminal: a row for each cell. */
  List<List<String>> rows() {
    return results.revisions().stream()
        .map(
            one ->
                List.of(
                    questions.heading(one.cell()),
                    one.target().label(),
                    Figures.number(one.ratio()),
                    Figures.interval(one.low(), one.high()),
                    word(one),
                    Figures.duration(one.costPerOpSeconds()),
                    Figures.duration(one.oldCostPerOpSeconds()),
                    Integer.toString(one.blocks())))
        .toList();
  }
}
