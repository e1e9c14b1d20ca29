package dev.layertax.reports.stats;

import dev.layertax.reports.model.Results.SetAsideBlock;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which blocks are left out, blind to the arms: by what the machine was doing, and by the storage
 * anchor.
 *
 * <p>A block goes when it stands more than five scaled MADs from the run's median, and far enough
 * to matter: its storage anchor off by more than a factor of 1.5 either way; or the mean over its
 * visits of steal more than .10, of memory pressure more than .10, or of CPU pressure more than .20
 * above the median. A run under five blocks has no outliers to speak of, and a disturbance that
 * lasts all run is no outlier: both stay in.
 *
 * <p>Note: I/O pressure sets nothing aside. The measured writes make it themselves, so a rule on it
 * would look at the outcome; the anchor speaks for the storage.
 */
final class SetAsideRule {

  private static final int FEWEST_BLOCKS = 5;
  private static final double MADS = 5;
  private static final double LOG_ANCHOR_FACTOR = StrictMath.log(1.5);

  /** By condition, how far above the median a block must be to matter. */
  private static final Map<String, Double> FLOORS =
      new TreeMap<>(Map.of("steal", .10, "memoryPressure", .10, "cpuPressure", .20));

  private SetAsideRule() {}

  /**
   * @param anchor log cost of the storage anchor by block; empty when the plan has none
   */
  static List<SetAsideBlock> apply(Run run, Optional<NavigableMap<Integer, Double>> anchor) {
    NavigableMap<Integer, List<String>> reasons = new TreeMap<>();
    anchor.ifPresent(costs -> anchorOutliers(costs, reasons));
    FLOORS.forEach((condition, floor) -> pressed(condition, means(run, condition), floor, reasons));
    List<SetAsideBlock> setAside = new ArrayList<>();
    reasons.forEach((block, why) -> setAside.add(new SetAsideBlock(block, String.join("; ", why))));
    return List.copyOf(setAside);
  }

  private static void anchorOutliers(
      NavigableMap<Integer, Double> costs, NavigableMap<Integer, List<String>> reasons) {
    double median = Series.median(values(costs));
    double allowed = StrictMath.max(MADS * Series.scaledMad(values(costs)), LOG_ANCHOR_FACTOR);
    costs.forEach(
        (block, cost) -> {
          if (costs.size() >= FEWEST_BLOCKS && StrictMath.abs(cost - median) > allowed) {
            add(
                reasons,
                block,
                String.format(
                    Locale.ROOT,
                    "storage anchor cost %.2f times the run's median",
                    StrictMath.exp(cost - median)));
          }
        });
  }

  private static void pressed(
      String condition,
      NavigableMap<Integer, Double> means,
      double floor,
      NavigableMap<Integer, List<String>> reasons) {
    double median = Series.median(values(means));
    double allowed = StrictMath.max(MADS * Series.scaledMad(values(means)), floor);
    means.forEach(
        (block, mean) -> {
          if (means.size() >= FEWEST_BLOCKS && mean - median > allowed) {
            add(
                reasons,
                block,
                String.format(
                    Locale.ROOT, "%s %.2f, the run's median is %.2f", condition, mean, median));
          }
        });
  }

  private static void add(NavigableMap<Integer, List<String>> reasons, int block, String reason) {
    reasons.computeIfAbsent(block, fresh -> new ArrayList<>()).add(reason);
  }

  /** Mean of a condition over each block's visits, failed ones too. */
  private static NavigableMap<Integer, Double> means(Run run, String condition) {
    NavigableMap<Integer, NavigableMap<Integer, Double>> byVisit = new TreeMap<>();
    for (Sample sample : run.samples()) {
      Double value = sample.conditions().get(condition);
      if (value != null) {
        // By position, not in the order recorded: a sum must not depend on it.
        byVisit
            .computeIfAbsent(sample.block(), block -> new TreeMap<>())
            .merge(sample.position(), value, StrictMath::max);
      }
    }
    NavigableMap<Integer, Double> means = new TreeMap<>();
    byVisit.forEach((block, visits) -> means.put(block, MeanEstimate.mean(values(visits))));
    return means;
  }

  private static double[] values(NavigableMap<Integer, Double> map) {
    return map.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
