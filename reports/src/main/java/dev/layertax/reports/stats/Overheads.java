package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.TargetOverhead;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What containers cost around the writing, by engine and target. */
final class Overheads {

  private static final List<String> STEPS = List.of("create", "start", "stop", "remove");

  /** A volume is filled when its container is created, a bind mount by a step of its own. */
  private static final String FILLING = "fill";

  private Overheads() {}

  /** One per engine and target of the cells, in their order; those without a visit included. */
  static List<TargetOverhead> of(List<Cell> cells, Visits visits) {
    return cells.stream()
        .map(cell -> Cell.of(cell.engine(), "", new TreeMap<>(), cell.target()))
        .distinct()
        .map(
            place ->
                overhead(
                    place,
                    cells.stream()
                        .filter(cell -> cell.engine().equals(place.engine()))
                        .filter(cell -> cell.target() == place.target())
                        .flatMap(cell -> visits.of(cell).stream())
                        .toList()))
        .toList();
  }

  private static TargetOverhead overhead(Cell place, List<Sample> samples) {
    SortedMap<String, Double> medians = new TreeMap<>();
    for (String step : STEPS) {
      double[] seconds =
          samples.stream()
              .map(sample -> seconds(sample, step))
              .flatMapToDouble(OptionalDouble::stream)
              .toArray();
      if (seconds.length > 0) {
        medians.put(step, Series.median(seconds));
      }
    }
    return new TargetOverhead(place.engine(), place.target(), samples.size(), medians);
  }

  private static OptionalDouble seconds(Sample sample, String step) {
    Double own = sample.overheadSeconds().get(step);
    if (own == null) {
      return OptionalDouble.empty();
    }
    double filling =
        step.equals("create") ? sample.overheadSeconds().getOrDefault(FILLING, 0.0) : 0;
    return OptionalDouble.of(own + filling);
  }
}
