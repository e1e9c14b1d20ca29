package dev.layertax.reports.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Looks at a run under way, and what each may spend so that all of them together err no more than
 * they say.
 *
 * <p>One nominal one-sided level for every look (Pocock 1977). The chance that a sum of normal
 * increments ever crosses it is integrated look by look (Armitage, McPherson and Rowe 1969); the
 * level is used on t's p-values, as group-sequential designs do. Without it four looks at 1 % each
 * would err in 2.7 % of runs.
 */
public final class Looks {

  /** Each solves for its levels once. */
  private static final Map<List<Integer>, Looks> KNOWN = new ConcurrentHashMap<>();

  /** The usual looks at a run that ends when its verdicts are settled. */
  public static final Looks USUAL = after(List.of(10, 20, 30, 40));

  private static final int PANELS = 12;
  private static final int NODES = 10;

  /** Beyond nine standard deviations the normal density is under 1e-18. */
  private static final double TAIL = 9;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final GaussIntegratorFactory GAUSS = new GaussIntegratorFactory();

  private final List<Integer> blocks;
  private final Map<Double, Double> nominals = new ConcurrentHashMap<>();

  private Looks(List<Integer> blocks) {
    this.blocks = blocks;
  }

  /**
   * Looks after these numbers of blocks.
   *
   * @param blocks rising, each at least 1, at least one
   * @throws IllegalArgumentException when they are not
   */
  public static Looks after(List<Integer> blocks) {
    boolean rising = !blocks.isEmpty() && blocks.get(0) >= 1;
    for (int i = 1; i < blocks.size(); i++) {
      rising &= blocks.get(i) > blocks.get(i - 1);
    }
    if (!rising) {
      throw new IllegalArgumentException(
          "looks need rising numbers of blocks, each 1 or more, got " + blocks);
    }
    return KNOWN.computeIfAbsent(List.copyOf(blocks), Looks::new);
  }

  /**
   * The chance that any look is below this nominal level though there is nothing to see.
   *
   * <p>Source: 1 - scipy.stats.multivariate_normal(cov=[[sqrt(min(i,j)/max(i,j)) ...]]).cdf([z] *
   * looks), z = scipy.stats.norm.isf(nominal).
   *
   * @param nominal one-sided, in [0,1]
   * @return in [nominal,1]
   */
  double spent(double nominal) {
    if (blocks.size() == 1 || nominal <= 0 || nominal >= .5) {
      return nominal >= .5 && blocks.size() > 1 ? 1 : nominal;
    }
    double z = NORMAL.inverseSurvivalProbability(nominal);
    double spent = nominal;
    Grid before = Grid.upTo(z, blocks.get(0));
    before.weigh(x -> NORMAL.density(x / before.sd) / before.sd);
    Grid last = before;
    for (int look = 1; look < blocks.size(); look++) {
      Grid previous = last;
      double step = StrictMath.sqrt(blocks.get(look) - blocks.get(look - 1));
      double bound = z * StrictMath.sqrt(blocks.get(look));
      spent += previous.sum(u -> NORMAL.survivalProbability((bound - u) / step));
      Grid next = Grid.upTo(z, blocks.get(look));
      next.weigh(x -> previous.sum(u -> NORMAL.density((x - u) / step) / step));
      last = next;
    }
    return StrictMath.min(1, spent);
  }

  /**
   * The nominal one-sided level of each look that spends alpha over all of them.
   *
   * @param alpha in (0,.5)
   */
  double nominal(double alpha) {
    return blocks.size() == 1 ? alpha : nominals.computeIfAbsent(alpha, this::solve);
  }

  private double solve(double alpha) {
    double logAlpha = StrictMath.log(alpha);
    double least = logAlpha - StrictMath.log(blocks.size());
    return StrictMath.exp(
        new BrentSolver(1e-13, 1e-13)
            .solve(
                200,
                log -> StrictMath.log(spent(StrictMath.exp(log))) - logAlpha,
                least,
                logAlpha));
  }

  /** Blocks at each look, rising. */
  public List<Integer> blocks() {
    return blocks;
  }

  /** A density of the sum of increments, on the region that crossed no bound yet. */
  private static final class Grid {

    private final double sd;
    private final List<Double> points = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    private Grid(double sd) {
      this.sd = sd;
    }

    static Grid upTo(double z, int blocks) {
      Grid grid = new Grid(StrictMath.sqrt(blocks));
      double width = (z + TAIL) * grid.sd / PANELS;
      for (int panel = 0; panel < PANELS; panel++) {
        double from = -TAIL * grid.sd + panel * width;
        GaussIntegrator rule = GAUSS.legendre(NODES, from, from + width);
        for (int i = 0; i < rule.getNumberOfPoints(); i++) {
          grid.points.add(rule.getPoint(i));
          grid.weights.add(rule.getWeight(i));
        }
      }
      return grid;
    }

    /** Gives each point its share of the density. */
    void weigh(DoubleUnaryOperator density) {
      for (int i = 0; i < points.size(); i++) {
        weights.set(i, weights.get(i) * density.applyAsDouble(points.get(i)));
      }
    }

    /** The integral of a function over the density. */
    double sum(DoubleUnaryOperator function) {
      double sum = 0;
      for (int i = 0; i < points.size(); i++) {
        sum += weights.get(i) * function.applyAsDouble(points.get(i));
      }
      return sum;
    }
  }
}
