package dev.layertax.reports.chart;

import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.stats.History;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** The charts of several runs. */
public final class HistoryCharts {
  private final History history;
  private final Canvas canvas = new Canvas(new SvgPainter());

  public HistoryCharts(History history) {
    this.history = history;
  }

  /**
   * Every target's advantage from run to run.
   *
   * @param question any cell that asks it; its target does not matter
   */
  public Drawing advantages(Cell question) {
    return canvas.drawn(
        plots(question, history.advantages(), "Advantage", Figures::number),
        "No run gave an advantage for this question.");
  }

  /**
   * Every target's cost from run to run.
   *
   * @param question any cell that asks it; its target does not matter
   */
  public Drawing costs(Cell question) {
    return canvas.drawn(
        plots(question, history.costs(), "Time per operation", Figures::duration),
        "No run gave a cost for this question.");
  }

  List<Plot> plots(
      Cell question,
      Map<Cell, List<History.Point>> series,
      String what,
      DoubleFunction<String> words) {
    List<LinePlot.Line> lines = new ArrayList<>();
    series.forEach(
        (cell, points) -> {
          if (cell.on(question.target()).equals(question)) {
            lines.add(
                LinePlot.Line.of(
                    cell.target(),
                    points.stream()
                        .map(p -> new LinePlot.Point(p.run() + 1.0, p.value(), p.low(), p.high()))
                        .toList()));
          }
        });
    if (lines.isEmpty()) {
      return List.of();
    }
    SortedMap<Double, String> places = new TreeMap<>();
    Set<Double> foreign = new HashSet<>();
    for (int run = 0; run < history.runs().size(); run++) {
      places.put(run + 1.0, Integer.toString(run + 1));
      if (!history.runs().get(run).foreign().isEmpty()) {
        foreign.add(run + 1.0);
      }
    }
    return List.of(
        LinePlot.of(
            lines,
            new LinePlot.Axes(places, false, "run", words, foreign, "another machine"),
            Size.SMALL,
            what
                + " with its interval from run to run, logarithmic, a line per target: "
                + Names.question(question)
                + ". The table below has every figure."));
  }
}
