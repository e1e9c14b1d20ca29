package dev.layertax.reports.chart;

import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Guarantees;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast a backup comes out of each place and goes into a new volume. */
public final class BackupChart {
  /** The axis counts in these, so that its ticks are round. */
  private static final double MIB = 1 << 20;

  private final Canvas canvas = new Canvas(new SvgPainter());

  /** A group for each engine, experiment and direction, a row for each place. */
  public Drawing of(Guarantees guarantees) {
    return canvas.drawn(plots(guarantees), "No backup of these experiments tells how fast it was.");
  }

  static List<Plot> plots(Guarantees guarantees) {
    Map<String, List<RowPlot.Row>> groups = new LinkedHashMap<>();
    for (Guarantee one : guarantees.findings()) {
      if (one.throughput() != null) {
        String heading = one.experiment() + ", engine " + one.engine();
        groups
            .computeIfAbsent(heading + ": out of it", rows -> new ArrayList<>())
            .add(row(one, one.throughput().outBytesPerSecond()));
        groups
            .computeIfAbsent(heading + ": into a new volume", rows -> new ArrayList<>())
            .add(row(one, one.throughput().inBytesPerSecond()));
      }
    }
    if (groups.isEmpty()) {
      return List.of();
    }
    return Charts.rowPlots(
        groups.entrySet().stream()
            .map(group -> new RowPlot.Group(group.getKey(), group.getValue()))
            .toList(),
        new RowPlot.Axis(
            "throughput", mib -> Figures.throughput(mib * MIB), Double.NaN, Double.NaN),
        "Bytes per second of a backup out of each place and into a new volume, logarithmic, measured"
            + " once each. The table beside it has every figure.");
  }

  private static RowPlot.Row row(Guarantee one, double bytesPerSecond) {
    String figure = Figures.throughput(bytesPerSecond);
    return new RowPlot.Row(
        one.target().label(),
        bytesPerSecond / MIB,
        Double.NaN,
        Double.NaN,
        Ink.of(one.target()),
        false,
        figure,
        figure,
        new Subject("", one.target().label(), one.engine()));
  }
}
