package dev.layertax.reports.stats;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.RevisionChange;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One target against its reference, block by block. */
final class Paired {

  /** Flags of a comparison. */
  static final String FEW_BLOCKS = "few-blocks";

  static final String SHAPE = "shape";
  static final String ORDER = "order";
  static final String UNSTEADY = "unsteady";
  static final String CORRELATED = "correlated";
  static final String SET_ASIDE = "set-aside";

  /** More than this share of a run's blocks or forks in doubt is worth a flag. */
  private static final double SHARE_IN_DOUBT = 1.0 / 3;

  private static final int FEWEST_FOR_CORRELATION = 10;

  private final Visits visits;
  private final double confidence;
  private final double margin;
  private final Map<Integer, Double> noncentralities = new HashMap<>();

  /**
   * @param confidence of every interval and test, in (0,1)
   */
  Paired(Plan plan, Visits visits, double confidence) {
    this.visits = visits;
    this.confidence = confidence;
    this.margin = StrictMath.log1p(plan.equivalenceMargin());
  }

  Comparison compare(Cell cell, Target referenceTarget) {
    Cell reference = cell.on(referenceTarget);
    List<Visits.Pair> pairs = visits.pairs(cell, reference);
    double[] d = pairs.stream().mapToDouble(Visits.Pair::logRatio).toArray();
    MeanEstimate estimate = MeanEstimate.of(d, confidence);
    Judgement judgement = Judgement.of(d, confidence, margin);
    OrderEffect order = OrderEffect.of(pairs, confidence, margin);
    MeanEstimate cost = cost(pairs, Visits.Pair::sample);
    MeanEstimate referenceCost = cost(pairs, Visits.Pair::reference);
    double correlation = Series.lag1Correlation(d);
    return new Comparison(
        cell.engine(),
        cell.workload(),
        cell.params(),
        cell.target(),
        referenceTarget,
        StrictMath.exp(estimate.mean()),
        StrictMath.exp(estimate.low()),
        StrictMath.exp(estimate.high()),
        confidence,
        d.length,
        PairedTests.t(d),
        PairedTests.signedRank(d),
        judgement.verdict(),
        flags(judgement, order, correlation, pairs),
        StrictMath.exp(cost.mean()),
        StrictMath.exp(cost.low()),
        StrictMath.exp(cost.high()),
        StrictMath.exp(referenceCost.mean()),
        detectable(estimate),
        PairedPower.pairsNeeded(d.length, estimate.sd(), margin, confidence),
        estimate.sd(),
        correlation,
        pairs.stream().map(pair -> StrictMath.exp(pair.logRatio())).toList(),
        PairedTests.equivalence(d, margin),
        order.ratio());
  }

  /** The new revision of a cell against the old one. */
  RevisionChange revisions(Cell cell) {
    // The pair's ratio is old over new: the new one is faster above 1, as a target would be.
    List<Visits.Pair> pairs = visits.pairs(cell, cell.oldRevision());
    double[] d = pairs.stream().mapToDouble(Visits.Pair::logRatio).toArray();
    MeanEstimate estimate = MeanEstimate.of(d, confidence);
    return new RevisionChange(
        cell.engine(),
        cell.workload(),
        cell.params(),
        cell.target(),
        StrictMath.exp(-estimate.mean()),
        StrictMath.exp(-estimate.high()),
        StrictMath.exp(-estimate.low()),
        confidence,
        d.length,
        PairedTests.t(d),
        Judgement.of(d, confidence, margin).verdict(),
        StrictMath.exp(cost(pairs, Visits.Pair::sample).mean()),
        StrictMath.exp(cost(pairs, Visits.Pair::reference).mean()),
        detectable(estimate),
        estimate.sd(),
        pairs.stream().map(pair -> StrictMath.exp(-pair.logRatio())).toList());
  }

  /** Over the blocks that have both, so that the costs' quotient is the ratio. */
  private MeanEstimate cost(List<Visits.Pair> pairs, Function<Visits.Pair, Sample> side) {
    return MeanEstimate.of(
        pairs.stream().map(side).mapToDouble(Visits::logCost).toArray(), confidence);
  }

  /** The smallest true difference from 1, as a fraction, found with power .8. */
  private double detectable(MeanEstimate estimate) {
    if (estimate.n() < 2) {
      return Double.NaN;
    }
    double noncentrality =
        noncentralities.computeIfAbsent(
            estimate.n(), n -> PairedPower.detectableNoncentrality(n, confidence));
    return StrictMath.expm1(noncentrality * estimate.sd() / StrictMath.sqrt(estimate.n()));
  }

  private List<String> flags(
      Judgement judgement, OrderEffect order, double correlation, List<Visits.Pair> pairs) {
    List<String> flags = new ArrayList<>();
    if (judgement.fewBlocks()) {
      flags.add(FEW_BLOCKS);
    }
    if (judgement.shape()) {
      flags.add(SHAPE);
    }
    if (order.matters()) {
      flags.add(ORDER);
    }
    if (mostlyUnsteady(pairs)) {
      flags.add(UNSTEADY);
    }
    if (correlated(correlation, pairs.size())) {
      flags.add(CORRELATED);
    }
    if (visits.setAside().size() > SHARE_IN_DOUBT * visits.blocks()) {
      flags.add(SET_ASIDE);
    }
    return flags;
  }

  private static boolean mostlyUnsteady(Collection<Visits.Pair> pairs) {
    long cell = pairs.stream().filter(pair -> SteadyState.lacking(pair.sample().fork())).count();
    long reference =
        pairs.stream().filter(pair -> SteadyState.lacking(pair.reference().fork())).count();
    return StrictMath.max(cell, reference) > SHARE_IN_DOUBT * pairs.size();
  }

  /** Neighbouring blocks so alike that the interval, which takes them as independent, is narrow. */
  private boolean correlated(double correlation, int n) {
    return n >= FEWEST_FOR_CORRELATION
        && correlation > MeanEstimate.quantile(n - 1.0, confidence) / StrictMath.sqrt(n);
  }
}
