package dev.layertax.reports.render;

import dev.layertax.reports.model.Baseline;
import dev.layertax.reports.model.Baseline.AcceptedChange;
import dev.layertax.reports.model.Baseline.PastRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.BaselinePrediction;
import dev.layertax.reports.stats.BaselinePrediction.Spread;
import dev.layertax.reports.wording.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A baseline on a terminal: its runs, what each cell cost in them, what is let pass. */
public final class BaselineTable {

  private BaselineTable() {}

  /**
   * Lines ended by {@code \n}.
   *
   * @param width columns of the terminal
   * @param colour whether to colour; the caller minds {@code NO_COLOR}
   */
  public static String render(Baseline baseline, int width, boolean colour) {
    Terminal out = new Terminal(width, colour);
    out.wrapped(runs(baseline), "", Terminal.Colour.BOLD);
    List<Terminal.Row> rows = new ArrayList<>();
    for (Cell cell : baseline.cells()) {
      Spread spread =
          BaselinePrediction.spread(
              baseline.of(cell).stream().map(past -> array(past.logRelativeCosts())).toList());
      rows.add(
          new Terminal.Row(
              List.of(
                  PlainText.oneLine(cell.toString()),
                  Integer.toString(spread.runs()),
                  Figures.number(StrictMath.exp(spread.mean())),
                  Figures.percent(StrictMath.expm1(spread.sd())),
                  Figures.percent(StrictMath.expm1(spread.reach()))),
              Terminal.Colour.NONE));
    }
    if (!rows.isEmpty()) {
      out.table(
          List.of("cell", "runs", "cost/anchor", "runs vary", "one more may show"),
          List.of(new Terminal.Section("", rows)));
      out.wrapped(
          "cost/anchor: cost over that of a write to a plain directory, in the same block. One more"
              + " may show: by this much a further run of the same may cost more, 99 times in 100.",
          "",
          Terminal.Colour.NONE);
    }
    anchor(baseline, out);
    for (AcceptedChange change : baseline.accepted()) {
      out.wrapped(
          PlainText.oneLine(
              "accepted until "
                  + change.expires()
                  + ": "
                  + change.cell()
                  + ", up to "
                  + Figures.number(change.atMost())
                  + " times: "
                  + change.reason()),
          "  ",
          Terminal.Colour.YELLOW);
    }
    return out.toString();
  }

  private static String runs(Baseline baseline) {
    if (baseline.runs().isEmpty()) {
      return "No run yet; " + Baseline.FEWEST_RUNS + " are the least to judge by.";
    }
    PastRun first = baseline.runs().get(0);
    PastRun last = baseline.runs().get(baseline.runs().size() - 1);
    return PlainText.oneLine(
        Figures.count(baseline.runs().size(), "run")
            + ", from "
            + named(first)
            + " to "
            + named(last)
            + (baseline.runs().size() < Baseline.FEWEST_RUNS
                ? "; " + Baseline.FEWEST_RUNS + " are the least to judge by."
                : "."));
  }

  private static String named(PastRun run) {
    return run.createdAt() + (run.commit().isEmpty() ? "" : " (" + run.commit() + ")");
  }

  private static void anchor(Baseline baseline, Terminal out) {
    Spread anchor =
        BaselinePrediction.spread(
            baseline.runs().stream().map(run -> array(run.anchorLogCosts())).toList());
    if (anchor.runs() > 1) {
      out.wrapped(
          "The anchor: "
              + Figures.duration(StrictMath.exp(anchor.mean()))
              + " a write, its runs vary by "
              + Figures.percent(StrictMath.expm1(anchor.sd()))
              + ".",
          "",
          Terminal.Colour.NONE);
    }
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
