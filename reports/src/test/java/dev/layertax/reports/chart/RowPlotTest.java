package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.chart.Plot.Anchor;
import dev.layertax.reports.chart.Plot.Label;
import dev.layertax.reports.chart.Plot.Size;
import dev.layertax.reports.wording.Subject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowPlotTest {

  private static final int CHARACTER = 8;

  private static List<Label> ticks(double low, double high, Size size) {
    RowPlot.Row row =
        new RowPlot.Row("kernel", 2, low, high, Ink.TEXT, false, "2", "2", Subject.RUN);
    RowPlot.Axis axis = new RowPlot.Axis("advantage", tick -> "" + (float) tick, .95, 1.05);
    Plot plot =
        RowPlot.of(List.of(new RowPlot.Group("all", List.of(row))), axis, size, "one estimate");
    double top = plot.labels().get(0).y();
    return plot.labels().stream()
        .filter(label -> label.anchor() == Anchor.MIDDLE && label.y() == top)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void axis_intervalOverFortyDecades_keepsRoomForItsFigures(Size size) {
    List<Label> ticks = ticks(1e-20, 1e20, size);
    assertThat(ticks).hasSizeGreaterThan(2);
    for (int i = 1; i < ticks.size(); i++) {
      double room = ticks.get(i).x() - ticks.get(i - 1).x();
      assertThat(room).isGreaterThan(CHARACTER * ticks.get(i).text().length() / 2.0);
    }
    assertThat(ticks.get(0).text().length()).isLessThan(8);
  }

  @ParameterizedTest
  @EnumSource(Size.class)
  void axis_narrowInterval_isShownWhole(Size size) {
    List<Label> ticks = ticks(.5, 8, size);
    assertThat(Float.parseFloat(ticks.get(ticks.size() - 1).text())).isBetween(5f, 9f);
  }
}
