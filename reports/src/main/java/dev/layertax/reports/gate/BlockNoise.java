package dev.layertax.reports.gate;

import java.util.List;
import java.util.Random;

/** Where a simulation takes the noise of its blocks from. */
interface BlockNoise {

  /** {@code double[block]} about 0 with this standard deviation, in expectation. */
  double[] draw(Random random, int blocks, double sd);

  /** Independent and normal. */
  static BlockNoise normal() {
    return (random, blocks, sd) -> {
      double[] drawn = new double[blocks];
      for (int i = 0; i < blocks; i++) {
        drawn[i] = sd * random.nextGaussian();
      }
      return drawn;
    };
  }

  /**
   * As real runs had it: stretches of recorded series, whole, so that neighbouring blocks are as
   * alike as they were, joined until there are enough.
   *
   * @param series about 0, together with mean square 1
   */
  static BlockNoise recorded(List<double[]> series) {
    return (random, blocks, sd) -> {
      double[] drawn = new double[blocks];
      int filled = 0;
      while (filled < blocks) {
        double[] one = series.get(random.nextInt(series.size()));
        int from = random.nextInt(one.length);
        double sign = random.nextBoolean() ? 1 : -1;
        for (int i = from; i < one.length && filled < blocks; i++) {
          drawn[filled++] = sd * sign * one[i];
        }
      }
      return drawn;
    };
  }
}
