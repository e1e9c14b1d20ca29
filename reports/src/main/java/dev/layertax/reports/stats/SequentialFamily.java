package dev.layertax.reports.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions answered together, perhaps at several looks, so that the chance of any wrong claim
 * stays under one family level.
 *
 * <p>Each question has two cut-offs: a claim that the effect lies above the one, and a claim that
 * it lies below the other. Its p-value is the smaller of both claims' and the smallest of all
 * looks, priced by {@link Looks}; Holm's step-down orders the questions by it, and a question's
 * bounds are drawn at the level that its place in that order leaves it: a bound clears a cut-off
 * exactly where Holm rejects. A bound once gained is kept, so that a claim made at a look that
 * ended a run is not taken back. Since a false claim is one-sided, only one of two claims about the
 * same cut-off can be wrong; between two cut-offs neither is.
 *
 * <p>Source: Holm 1979; repeated confidence bounds of Jennison and Turnbull 1989.
 */
public final class SequentialFamily {

  /** More than any run is willing to make. */
  public static final int MOST_BLOCKS = 10_000;

  private static final double POWER = .8;

  private SequentialFamily() {}

  /**
   * One effect held against two cut-offs, on the log scale.
   *
   * @param above a bound of the effect above this is a claim
   * @param below a bound of the effect below this is a claim; not below {@code above}
   * @param looks evidence at each look made, in order; empty where nothing was measured
   */
  public record Question(double above, double below, List<Evidence> looks) {
    public Question {
      looks = List.copyOf(looks);
      if (!(above <= below)) {
        throw new IllegalArgumentException(
            "'above' must not exceed 'below', got " + above + " and " + below);
      }
    }

    private double pValue() {
      double least = 1;
      for (Evidence evidence : looks) {
        least = StrictMath.min(least, evidence.pAbove(above));
        least = StrictMath.min(least, evidence.pBelow(below));
      }
      return least;
    }
  }

  /**
   * What became of a question.
   *
   * @param pValue one-sided, of the better claim at the look that shows it best; a claim where it
   *     is not above {@code nominal}
   * @param level one-sided, of all looks together, that its place in the family leaves it
   * @param nominal one-sided level of each look's bound
   * @param low the highest lower bound of all looks
   * @param high the lowest upper bound of all looks
   * @param estimate at the last look; NaN of none
   * @param detectable the smallest distance from a cut-off that a look of that many blocks finds
   *     with power .8, on the log scale; infinite where it cannot be told
   * @param blocksNeeded blocks at which a look would decide with power .8 if the estimate is the
   *     truth; -1 when no number up to {@link #MOST_BLOCKS} would, or it cannot be told
   */
  public record Answer(
      double pValue,
      double level,
      double nominal,
      double low,
      double high,
      double estimate,
      double detectable,
      int blocksNeeded) {}

  /**
   * Answers all questions.
   *
   * @param looks as they were planned, those not made included
   * @param alpha of the whole family, in (0,.5)
   * @return one answer for each question, in their order
   */
  public static List<Answer> answer(List<Question> questions, Looks looks, double alpha) {
    double[] pValues = questions.stream().mapToDouble(question -> question.pValue()).toArray();
    int[] rising =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    Answer[] answers = new Answer[pValues.length];
    double level = alpha;
    boolean rejecting = true;
    for (int rank = 0; rank < rising.length; rank++) {
      int index = rising[rank];
      double nominal;
      if (rejecting) {
        level = alpha / (rising.length - rank);
        nominal = looks.nominal(level);
        rejecting = pValues[index] <= nominal;
      } else {
        nominal = looks.nominal(level);
      }
      answers[index] = answer(questions.get(index), pValues[index], level, nominal);
    }
    return List.of(answers);
  }

  private static Answer answer(Question question, double pValue, double level, double nominal) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Evidence evidence : question.looks()) {
      if (evidence.decides()) {
        double reach = evidence.reach(nominal);
        low = StrictMath.max(low, evidence.estimate() - reach);
        high = StrictMath.min(high, evidence.estimate() + reach);
      }
    }
    List<Evidence> looks = new ArrayList<>(question.looks());
    if (looks.isEmpty() || !looks.get(looks.size() - 1).decides()) {
      return new Answer(
          pValue, level, nominal, low, high, Double.NaN, Double.POSITIVE_INFINITY, -1);
    }
    Evidence last = looks.get(looks.size() - 1);
    double distance =
        StrictMath.max(last.estimate() - question.above(), question.below() - last.estimate());
    return new Answer(
        pValue,
        level,
        nominal,
        low,
        high,
        last.estimate(),
        decidable(last, nominal),
        needed(last, nominal, distance));
  }

  /**
   * The distance that is decided with the wanted power, by the usual shifted-t approximation: a
   * tenth too small at four blocks, a fortieth at eight, against {@code scipy.stats.nct}.
   */
  private static double decidable(Evidence evidence, double nominal) {
    return evidence.reach(nominal) + evidence.reach(1 - POWER);
  }

  private static int needed(Evidence evidence, double nominal, double distance) {
    if (decidable(evidence.in(MOST_BLOCKS), nominal) > distance) {
      return -1;
    }
    int enough = MOST_BLOCKS;
    int tooFew = 1;
    // The decidable distance falls with every block, so halving finds the first that is enough.
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (decidable(evidence.in(middle), nominal) > distance) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }
}
