package dev.layertax.reports.chart;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.wording.Figures;
import dev.layertax.reports.wording.Judged;
import dev.layertax.reports.wording.Names;
import dev.layertax.reports.wording.Subject;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The heat map of an engine's advantages, a row per question and a column per target. */
final class AdvantageMap {
  private AdvantageMap() {}

  /** None when no comparison has a ratio. */
  static List<Plot> plots(Results results, String engine) {
    Map<Cell, Map<Target, Comparison>> byQuestion = new LinkedHashMap<>();
    SortedSet<Target> targets = new TreeSet<>();
    for (Comparison one : results.comparisons()) {
      if (one.engine().equals(engine)) {
        byQuestion
            .computeIfAbsent(
                one.cell().on(Target.WRITABLE_LAYER), question -> new EnumMap<>(Target.class))
            .put(one.target(), one);
        targets.add(one.target());
      }
    }
    if (byQuestion.values().stream()
        .flatMap(found -> found.values().stream())
        .noneMatch(one -> one.ratio() > 0)) {
      return List.of();
    }
    List<HeatMap.Row> rows =
        byQuestion.entrySet().stream()
            .map(
                row ->
                    new HeatMap.Row(
                        Names.question(row.getKey()),
                        targets.stream()
                            .map(
                                target ->
                                    field(
                                        row.getValue().get(target),
                                        Subject.of(row.getKey().on(target))))
                            .toList()))
            .toList();
    return HeatMap.of(
        targets.stream().map(Target::label).toList(),
        rows,
        "Map of advantages, a row for each of "
            + Figures.count(rows.size(), "question")
            + " and a column for each of "
            + Figures.count(targets.size(), "target")
            + ": blue where the target is faster, orange where it is slower, hatched where it is"
            + " undecided or not measured. The table beside it says the same.");
  }

  private static HeatMap.Field field(Comparison comparison, Subject subject) {
    return comparison == null
        ? new HeatMap.Field(Judged.NOT_IN_THE_RUN, Optional.empty(), subject, Judged.NOT_IN_THE_RUN)
        : new HeatMap.Field(
            Judged.brief(comparison),
            Step.of(comparison),
            subject,
            Judged.withInterval(comparison));
  }
}
