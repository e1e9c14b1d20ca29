package dev.layertax.reports.render;

import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.render.Page.Column;
import dev.layertax.reports.render.Page.Group;
import dev.layertax.reports.render.Page.Table;
import dev.layertax.reports.stats.CopyUp;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the copy-up of a file costs, as a line through its sizes and in later writes. */
final class CopyUpTables {
  private final Map<String, CopyUp> byEngine = new LinkedHashMap<>();

  CopyUpTables(Run run, Results results, List<String> engines) {
    for (String engine : engines) {
      CopyUp.of(run, results, engine).ifPresent(found -> byEngine.put(engine, found));
    }
  }

  Optional<CopyUp> of(String engine) {
    return Optional.ofNullable(byEngine.get(engine));
  }

  /** A sentence or two for every engine. */
  List<String> answers() {
    List<String> answers = new ArrayList<>();
    byEngine.forEach(
        (engine, found) -> {
          String start = byEngine.size() > 1 ? "Engine " + engine + ": " : "";
          answers.add(start + speed(found));
          repaid(found).ifPresent(answers::add);
        });
    return answers;
  }

  private static String speed(CopyUp found) {
    String line =
        Double.isInfinite(found.farthest())
            ? "no straight line describes the costs of these sizes."
            : "the straight line is off a measured cost by a factor of "
                + Figures.number(found.farthest())
                + " at most.";
    if (Double.isNaN(found.bytesPerSecond())) {
      return "How fast files are copied up cannot be said: in some block the cost does not rise"
          + " with the size; "
          + line;
    }
    return "Files are copied up at "
        + Figures.throughput(found.bytesPerSecond())
        + (Double.isNaN(found.low())
            ? ""
            : " ("
                + Figures.throughput(found.low())
                + " to "
                + Figures.throughput(found.high())
                + ")")
        + "; "
        + line;
  }

  /** Of the largest file. */
  private static Optional<String> repaid(CopyUp found) {
    return found.repayments().stream()
        .filter(one -> one.bytes() == found.largest() && one.writes() > 0)
        .map(CopyUpTables::repaid)
        .reduce((one, other) -> one + " " + other);
  }

  private static String repaid(CopyUp.Repayment one) {
    return "The first write to a "
        + Figures.size(one.bytes())
        + " file costs as much as "
        + Figures.number(one.writes())
        + " later writes ("
        + Figures.interval(one.low(), one.high())
        + "), as this measures them: "
        + Names.question(one.later())
        + "; "
        + earnedBack(one)
        + ".";
  }

  private static String earnedBack(CopyUp.Repayment one) {
    String volume = Names.target(one.advantage().target());
    Optional<Double> after = one.earnedBackAfter();
    if (after.isPresent()) {
      return "as they are dearer on "
          + volume
          + ", it is repaid after "
          + Figures.number(after.get())
          + " of them";
    }
    return switch (one.advantage().verdict()) {
      case FASTER -> "as they are dearer on the layer too, it is never repaid";
      case EQUIVALENT -> "as they cost the same on " + volume + ", it is never repaid";
      case SLOWER, INCONCLUSIVE ->
          "whether they are dearer on " + volume + " is undecided, so nothing repays it here";
    };
  }

  /** Every size and kind of later write. */
  Table table() {
    List<Group> groups = new ArrayList<>();
    byEngine.forEach(
        (engine, found) -> {
          List<List<Page.Cell>> rows =
              found.repayments().stream()
                  .map(
                      one ->
                          Page.Cell.about(
                              Subject.ofEngine(engine),
                              Page.Cell.texts(
                                  Figures.size(one.bytes()),
                                  Names.question(one.later()),
                                  Double.isNaN(one.writes())
                                      ? "undecided"
                                      : Figures.number(one.writes()),
                                  Figures.interval(one.low(), one.high()),
                                  one.earnedBackAfter()
                                      .map(after -> "after " + Figures.number(after))
                                      .orElse("not here"))))
                  .toList();
          if (!rows.isEmpty()) {
            groups.add(new Group(byEngine.size() > 1 ? "Engine " + engine : "", rows));
          }
        });
    return new Table(
        "The first write counted in later writes",
        List.of(
            Column.text("File"),
            Column.text("Later write"),
            Column.figures("Costs as much as"),
            Column.figures("Interval"),
            Column.text("Repaid")),
        groups);
  }
}
