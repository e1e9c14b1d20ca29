package dev.layertax.reports.gate;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Certificate.NoiseSeries;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.RevisionChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The noise of real blocks, taken from runs of the same against itself. */
public final class RecordedNoise {

  /** Shorter series say next to nothing about neighbours. */
  private static final int FEWEST_BLOCKS = 10;

  private static final double PLACES = 1e4;

  private RecordedNoise() {}

  /**
   * One series for each cell of each run that has ten blocks or more.
   *
   * @param runs whose revisions are the same
   */
  public static List<NoiseSeries> of(List<Results> runs) {
    Map<Cell, List<double[]>> byCell = new LinkedHashMap<>();
    for (Results run : runs) {
      for (RevisionChange change : run.revisions()) {
        double[] logs =
            change.blockRatios().stream().mapToDouble(ratio -> StrictMath.log(ratio)).toArray();
        if (logs.length >= FEWEST_BLOCKS) {
          byCell.computeIfAbsent(change.cell(), cell -> new ArrayList<>()).add(logs);
        }
      }
    }
    List<NoiseSeries> series = new ArrayList<>();
    byCell.forEach(
        (cell, all) -> {
          double scale = rootMeanSquare(all);
          all.stream()
              .filter(any -> scale > 0)
              .forEach(logs -> series.add(scaled(cell, logs, scale)));
        });
    return series;
  }

  /** About 0, the true change of the same. */
  private static double rootMeanSquare(List<double[]> all) {
    return StrictMath.sqrt(
        all.stream().flatMapToDouble(Arrays::stream).map(log -> log * log).average().orElse(0));
  }

  private static NoiseSeries scaled(Cell cell, double[] logs, double scale) {
    List<Double> blocks = new ArrayList<>();
    for (double log : logs) {
      blocks.add(StrictMath.rint(log / scale * PLACES) / PLACES);
    }
    return new NoiseSeries(cell.toString(), blocks);
  }
}
