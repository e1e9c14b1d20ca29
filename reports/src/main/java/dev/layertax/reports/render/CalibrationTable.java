package dev.layertax.reports.render;

import dev.layertax.reports.model.Calibration;
import dev.layertax.reports.wording.Figures;
import java.util.Locale;
import java.util.stream.Collectors;

/** A calibration for a console. */
public final class CalibrationTable {

  private CalibrationTable() {}

  /** One paragraph for each series, in lines that end without white space. */
  public static String render(Calibration calibration) {
    StringBuilder text = new StringBuilder();
    for (Calibration.Series series : calibration.series()) {
      text.append(
              series.delayPercent() == 0
                  ? "The same against itself"
                  : series.delayPercent() + " % put into the new arm")
          .append(": ")
          .append(series.regressions())
          .append(" of ")
          .append(Figures.count(series.runs(), "run"))
          .append(series.delayPercent() == 0 ? " with a false REGRESSION" : " with a REGRESSION")
          .append(
              String.format(
                      Locale.ROOT,
                      " (95 %% interval %s to %s), in %s%n",
                      Figures.percent(series.low()),
                      Figures.percent(series.high()),
                      Figures.count(series.blocks(), "block"))
                  .stripTrailing())
          .append('\n');
      for (Calibration.CellVerdicts cell : series.cells()) {
        text.append("  ")
            .append(PlainText.oneLine(cell.cell().question()))
            .append(": ")
            .append(
                cell.verdicts().entrySet().stream()
                    .map(found -> found.getKey() + " " + found.getValue())
                    .collect(Collectors.joining(", ")))
            .append("; ")
            .append(Figures.number(cell.ratio()))
            .append(" times the old one's cost, the blocks vary by ")
            .append(Figures.percent(StrictMath.expm1(cell.blockSd())))
            .append('\n');
      }
    }
    return text.toString().stripTrailing();
  }
}
