package dev.layertax.reports.stats;

import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.Fidelity.Agreement;
import dev.layertax.reports.model.FidelitySummary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** One figure for the whole of each pair of engines. */
final class FidelitySummaries {

  /** Mean distance from 0 of a standard normal: √(2/π). */
  private static final double MEAN_DISTANCE = StrictMath.sqrt(2 / StrictMath.PI);

  private FidelitySummaries() {}

  /** In the order in which the pairs come. */
  static List<FidelitySummary> of(List<Fidelity> fidelity) {
    Map<List<String>, List<Fidelity>> pairs =
        fidelity.stream()
            .collect(
                Collectors.groupingBy(
                    one -> List.of(one.engine(), one.referenceEngine()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return pairs.values().stream().map(FidelitySummaries::summary).toList();
  }

  private static FidelitySummary summary(List<Fidelity> all) {
    List<Fidelity> measured = all.stream().filter(Fidelity::measured).toList();
    double error = StrictMath.expm1(mean(measured, FidelitySummaries::distance));
    double noise =
        StrictMath.expm1(
            MEAN_DISTANCE
                * mean(
                    measured.stream().filter(one -> one.blocks() > 1).toList(),
                    one -> one.logRatioSd() / StrictMath.sqrt(one.blocks())));
    Optional<Fidelity> worst =
        measured.stream().max(Comparator.comparingDouble(FidelitySummaries::distance));
    return new FidelitySummary(
        all.get(0).engine(),
        all.get(0).referenceEngine(),
        all.size(),
        measured.size(),
        (int) measured.stream().filter(one -> one.within() || one.bothEquivalent()).count(),
        count(all, Agreement.AGREES),
        count(all, Agreement.DIFFERS),
        count(all, Agreement.INCONCLUSIVE),
        error,
        noise,
        worst
            .map(
                one ->
                    new FidelitySummary.Worst(
                        one.workload(), one.params(), one.target(), one.ratio()))
            .orElse(null),
        verdict(all, error));
  }

  private static Agreement verdict(List<Fidelity> all, double error) {
    if (count(all, Agreement.DIFFERS) > 0) {
      return Agreement.DIFFERS;
    }
    boolean everyOne = count(all, Agreement.AGREES) == all.size();
    return everyOne && error <= FidelitySummary.MOST_MEAN_ERROR
        ? Agreement.AGREES
        : Agreement.INCONCLUSIVE;
  }

  private static double distance(Fidelity one) {
    return StrictMath.abs(StrictMath.log(one.ratio()));
  }

  private static double mean(List<Fidelity> some, ToDoubleFunction<Fidelity> figure) {
    return MeanEstimate.mean(some.stream().mapToDouble(figure).toArray());
  }

  private static int count(List<Fidelity> all, Agreement verdict) {
    return (int) all.stream().filter(one -> one.verdict() == verdict).count();
  }
}
