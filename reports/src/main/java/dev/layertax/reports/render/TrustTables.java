package dev.layertax.reports.render;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.List;

/** The tables by which a reader judges how far to trust the run. */
final class TrustTables {
  private final Results results;
  private final Sentences sentences;
  private final QuestionGroups questions;

  TrustTables(Results results, Sentences sentences, QuestionGroups questions) {
    this.results = results;
    this.sentences = sentences;
    this.questions = questions;
  }

  Table controls() {
    List<List<Page.Cell>> rows = results.controls().stream().map(this::control).toList();
    return new Table(
        "Targets that must not differ",
        List.of(
            Column.text("Question"),
            Column.text("Pair"),
            Column.text("Answer"),
            Column.figures("Ratio"),
            Column.figures("Interval"),
            Column.figures("Blocks")),
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  private List<Page.Cell> control(Comparison control) {
    return List.of(
        new Page.Cell(questions.heading(control.cell()), "", Subject.ofQuestion(control.cell())),
        Page.Cell.of(control.target() + " and " + control.reference()),
        new Page.Cell(
            sentences.state(control).words(),
            switch (sentences.state(control)) {
              case AGREES -> "same";
              case DISAGREES -> "bad";
              case TOO_WIDE, UNKNOWN -> "undecided";
            }),
        Page.Cell.of(Figures.number(control.ratio())),
        Page.Cell.of(Figures.interval(control.low(), control.high())),
        Page.Cell.of(Integer.toString(control.blocks())));
  }

  Table certainty() {
    return new Table(
        "What this run could have found",
        List.of(
            Column.text("Target"),
            Column.figures("Smallest effect found"),
            Column.figures("Blocks used"),
            Column.figures("Blocks needed"),
            Column.figures("Spread of log ratios"),
            Column.figures("Correlation of neighbours"),
            Column.figures("p, paired t"),
            Column.figures("p, signed rank"),
            Column.text("Doubts")),
        questions.rows(
            results.comparisons(),
            Comparison::cell,
            c ->
                Page.Cell.texts(
                    c.target().label(),
                    Figures.change(1 + c.minimumDetectableEffect()),
                    Integer.toString(c.blocks()),
                    c.blocksNeeded() < 0
                        ? "unknown"
                        : c.blocksNeeded() == 0 ? "enough" : Integer.toString(c.blocksNeeded()),
                    Figures.number(c.logRatioSd()),
                    Figures.number(c.lag1Correlation()),
                    Figures.probability(c.pValue()),
                    Figures.probability(c.signedRankPValue()),
                    c.flags().isEmpty() ? "none" : Concerns.doubts(c))));
  }

  Table sentinels() {
    List<List<Page.Cell>> rows =
        results.sentinels().stream()
            .map(
                s ->
                    Page.Cell.texts(
                        Names.question(s.cost().cell()),
                        Figures.duration(s.cost().secondsPerOp()),
                        Figures.durationInterval(s.cost().low(), s.cost().high()),
                        Figures.number(s.logSd()),
                        Figures.number(s.drift())))
            .toList();
    return new Table(
        "The same work in every block, whatever is measured",
        List.of(
            Column.text("Sentinel"),
            Column.figures("Time per operation"),
            Column.figures("Interval"),
            Column.figures("Spread between blocks"),
            Column.figures("Last third / first third")),
        rows.isEmpty() ? List.of() : List.of(new Group("", rows)));
  }

  Table failures() {
    return new Table(
        "Visits that gave no measurement",
        List.of(Column.text("Target"), Column.figures("Block"), Column.text("Reason")),
        questions.rows(
            results.failures(),
            Results.Failure::cell,
            f ->
                Page.Cell.texts(
                    f.cell().target().label(), Integer.toString(f.block()), f.reason())));
  }
}
