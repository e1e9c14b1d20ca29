package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.FileSize;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the first write to a file of the image costs on the writable layer, as a fixed part and a
 * part for every byte, and how many later writes that is.
 *
 * @param fixedSeconds of the line through the costs by size; may lie below 0
 * @param secondsPerByte slope of that line
 * @param bytesPerSecond how fast files are copied up: the inverse slope, the geometric mean of the
 *     lines through each block's costs; NaN where a block has none that rises
 * @param low lower bound of its t interval
 * @param high upper bound
 * @param farthest by which factor a measured cost is off the line at most, 1 or more
 * @param smallest bytes of the smallest file
 * @param largest bytes of the largest
 * @param repayments by size and kind of later write, those the run measured
 */
public record CopyUp(
    double fixedSeconds,
    double secondsPerByte,
    double bytesPerSecond,
    double low,
    double high,
    double farthest,
    double smallest,
    double largest,
    List<Repayment> repayments) {

  private static final String FIRST_WRITE = "first-write";
  private static final String LATER_WRITE = "page-update";

  /** A line through fewer sizes says nothing of whether it is one. */
  private static final int FEWEST_SIZES = 3;

  private static final List<Target> VOLUMES =
      List.of(Target.NAMED_VOLUME, Target.BIND_MOUNT, Target.ANONYMOUS_VOLUME);

  public CopyUp {
    repayments = List.copyOf(repayments);
  }

  /**
   * How many later writes the first one costs.
   *
   * @param bytes size of the file that is copied up
   * @param later the later write, on the layer
   * @param writes of that kind that take as long on the layer as the copy-up does: what the first
   *     write costs on the layer beyond what it costs on the volume, divided by one later write on
   *     the layer; the geometric mean of the blocks, NaN where the first write is not dearer in
   *     each
   * @param low lower bound of its t interval
   * @param high upper bound
   * @param advantage of the volume for that later write; its verdict says whether the layer could
   *     ever earn the copy-up back
   */
  public record Repayment(
      double bytes, Cell later, double writes, double low, double high, Comparison advantage) {

    /**
     * After how many later writes the layer has earned the copy-up back; empty unless later writes
     * are decided to be dearer on the volume.
     */
    public Optional<Double> earnedBackAfter() {
      double dearer = 1 / advantage.ratio() - 1;
      return advantage.verdict() == Verdict.SLOWER && writes > 0 && dearer > 0
          ? Optional.of(writes / dearer)
          : Optional.empty();
    }
  }

  /** Of an engine, when the run measured at least three sizes on its layer. */
  public static Optional<CopyUp> of(Run run, Results results, String engine) {
    Visits visits = Visits.of(run);
    SortedMap<Double, Cell> sizes = new TreeMap<>();
    for (PlannedCell planned : run.plan().cells()) {
      Cell cell = planned.cell();
      OptionalLong bytes = FileSize.of(cell);
      if (cell.engine().equals(engine)
          && cell.workload().equals(FIRST_WRITE)
          && cell.target() == Target.WRITABLE_LAYER
          && !cell.ofOldRevision()
          && bytes.isPresent()
          && !visits.of(cell).isEmpty()) {
        sizes.put((double) bytes.getAsLong(), cell);
      }
    }
    if (sizes.size() < FEWEST_SIZES) {
      return Optional.empty();
    }
    double[] bytes = sizes.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] seconds =
        sizes.values().stream()
            .mapToDouble(cell -> StrictMath.exp(MeanEstimate.mean(visits.logCostValues(cell))))
            .toArray();
    double[] line = line(bytes, seconds);
    MeanEstimate speed = speed(run, visits, sizes);
    double farthest = 1;
    for (int i = 0; i < bytes.length; i++) {
      double fitted = line[0] + line[1] * bytes[i];
      double factor =
          fitted > 0
              ? StrictMath.max(fitted / seconds[i], seconds[i] / fitted)
              : Double.POSITIVE_INFINITY;
      farthest = StrictMath.max(farthest, factor);
    }
    return Optional.of(
        new CopyUp(
            line[0],
            line[1],
            StrictMath.exp(speed.mean()),
            StrictMath.exp(speed.low()),
            StrictMath.exp(speed.high()),
            farthest,
            bytes[0],
            bytes[bytes.length - 1],
            repayments(run, results, visits, engine, sizes)));
  }

  /** Of the log of bytes per second, over the blocks that have every size. */
  private static MeanEstimate speed(Run run, Visits visits, SortedMap<Double, Cell> sizes) {
    List<NavigableMap<Integer, Double>> costs =
        sizes.values().stream().map(visits::logCosts).toList();
    double[] bytes = sizes.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] speeds =
        CommonBlocks.of(costs).stream()
            .mapToDouble(
                block ->
                    -StrictMath.log(
                        line(
                            bytes,
                            costs.stream()
                                .mapToDouble(cost -> StrictMath.exp(cost.get(block)))
                                .toArray())[1]))
            .toArray();
    return MeanEstimate.of(speeds, run.plan().confidence());
  }

  /**
   * Intercept and slope of the line with the least relative errors: noise is a factor here, and the
   * largest file must not decide alone.
   *
   * <p>Source: numpy.polynomial.polynomial.polyfit(x, y, 1, w=1/y).
   */
  static double[] line(double[] x, double[] y) {
    double weight = 0;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      double w = 1 / (y[i] * y[i]);
      weight += w;
      meanX += w * x[i];
      meanY += w * y[i];
    }
    meanX /= weight;
    meanY /= weight;
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      double w = 1 / (y[i] * y[i]);
      xy += w * (x[i] - meanX) * (y[i] - meanY);
      xx += w * (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = xy / xx;
    return new double[] {meanY - slope * meanX, slope};
  }

  private static List<Repayment> repayments(
      Run run, Results results, Visits visits, String engine, SortedMap<Double, Cell> sizes) {
    List<Repayment> repayments = new ArrayList<>();
    for (Map.Entry<Double, Cell> size : sizes.entrySet()) {
      for (Comparison advantage : laterWrites(results, engine)) {
        Cell first = size.getValue();
        Cell later = advantage.cell().on(Target.WRITABLE_LAYER);
        List<NavigableMap<Integer, Double>> costs =
            List.of(
                visits.logCosts(first),
                visits.logCosts(first.on(advantage.target())),
                visits.logCosts(later));
        double[] writes =
            CommonBlocks.of(costs).stream()
                .mapToDouble(
                    block ->
                        StrictMath.log(
                            (StrictMath.exp(costs.get(0).get(block))
                                    - StrictMath.exp(costs.get(1).get(block)))
                                / StrictMath.exp(costs.get(2).get(block))))
                .toArray();
        MeanEstimate estimate = MeanEstimate.of(writes, run.plan().confidence());
        repayments.add(
            new Repayment(
                size.getKey(),
                later,
                StrictMath.exp(estimate.mean()),
                StrictMath.exp(estimate.low()),
                StrictMath.exp(estimate.high()),
                advantage));
      }
    }
    return repayments;
  }

  /** Of the volume that comes first in the order of those that keep their data. */
  private static List<Comparison> laterWrites(Results results, String engine) {
    List<Comparison> all =
        results.comparisons().stream()
            .filter(one -> one.engine().equals(engine) && one.workload().equals(LATER_WRITE))
            .toList();
    return VOLUMES.stream()
        .filter(target -> all.stream().anyMatch(one -> one.target() == target))
        .findFirst()
        .map(target -> all.stream().filter(one -> one.target() == target).toList())
        .orElse(List.of());
  }
}
