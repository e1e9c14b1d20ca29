package dev.layertax.reports.stats;

import static dev.layertax.reports.stats.Reference.D10;
import static dev.layertax.reports.stats.Reference.D12;
import static dev.layertax.reports.stats.Reference.D8;
import static dev.layertax.reports.stats.Reference.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.layertax.reports.stats.SequentialFamily.Answer;
import dev.layertax.reports.stats.SequentialFamily.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against scipy 1.17.1, the calls beside the values. */
class SequentialFamilyTest {

  private static final Looks ONE = Looks.after(List.of(12));

  private static Question question(double above, double below, double[]... looks) {
    return new Question(above, below, List.of(looks).stream().map(Evidence::of).toList());
  }

  @Test
  void evidence_ofDifferences_matchesScipy() {
    Evidence evidence = Evidence.of(D8);
    // numpy.mean(d), scipy.stats.sem(d)
    assertThat(evidence.estimate()).isCloseTo(0.09875, NINE_DIGITS);
    assertThat(evidence.standardError()).isCloseTo(0.04465892567961238, NINE_DIGITS);
    // ttest_1samp(d, .03, alternative="greater").pvalue; ttest_1samp(d, .2, alternative="less")
    assertThat(evidence.pAbove(.03)).isCloseTo(0.08379451760336848, NINE_DIGITS);
    assertThat(evidence.pBelow(.2)).isCloseTo(0.02885833083615298, NINE_DIGITS);
    // t.isf(.001, 7) * sem(d)
    assertThat(evidence.reach(.001)).isCloseTo(0.2137058938807793, NINE_DIGITS);
  }

  @Test
  void answer_severalQuestions_boundsClearTheCutOffWhereHolmRejects() {
    List<Question> questions =
        List.of(question(0, 0, D8), question(0, .1, D10), question(.01, .3, D12));
    List<Answer> answers = SequentialFamily.answer(questions, ONE, .05);
    double[] adjusted =
        AdjustedPValues.holm(
            answers.stream().mapToDouble(answer -> ONE.spent(answer.pValue())).toArray());
    for (int i = 0; i < questions.size(); i++) {
      boolean claimed =
          answers.get(i).low() > questions.get(i).above()
              || answers.get(i).high() < questions.get(i).below();
      assertThat(claimed).as("question %d", i).isEqualTo(adjusted[i] <= .05);
    }
    // D10 lies under .1 beyond doubt and is first: .05/3; then D8 or D12 with .05/2.
    assertThat(answers.get(1).level()).isEqualTo(.05 / 3);
    assertThat(answers.get(1).high()).isLessThan(.1);
  }

  @Test
  void answer_oneOfFourLooks_usesTheNominalLevel() {
    Looks looks = Looks.after(List.of(10, 20, 30, 40));
    Answer answer = SequentialFamily.answer(List.of(question(0, 0, D10)), looks, .01).get(0);
    assertThat(answer.nominal()).isCloseTo(0.003422444413443505, NINE_DIGITS);
    // numpy.mean(d) - t.isf(0.003422444413443505, 9) * sem(d)
    assertThat(answer.low()).isCloseTo(-0.007481295351167063, NINE_DIGITS);
    assertThat(answer.high()).isCloseTo(0.010481295351167062, NINE_DIGITS);
  }

  @Test
  void answer_claimAtAnEarlierLook_isKept() {
    double[] clear = {1, 1.1, .9, 1.05, .95, 1, 1.02, .98, 1.01, .99};
    double[] blurred = new double[20];
    System.arraycopy(clear, 0, blurred, 0, 10);
    for (int i = 10; i < 20; i++) {
      blurred[i] = i % 2 == 0 ? 5 : -5;
    }
    Looks looks = Looks.after(List.of(10, 20));
    Answer answer =
        SequentialFamily.answer(List.of(question(.5, .5, clear, blurred)), looks, .01).get(0);
    assertThat(answer.low()).isGreaterThan(.5);
    assertThat(Evidence.of(blurred).pAbove(.5)).isGreaterThan(.1);
  }

  @Test
  void answer_nothingMeasured_countsInTheFamilyAndClaimsNothing() {
    List<Answer> answers =
        SequentialFamily.answer(
            List.of(new Question(0, 0, List.of()), question(0, 0, D12)), ONE, .01);
    assertThat(answers.get(0).low()).isNegative().isInfinite();
    assertThat(answers.get(0).pValue()).isEqualTo(1);
    assertThat(answers.get(0).blocksNeeded()).isEqualTo(-1);
    assertThat(answers.get(1).level()).isEqualTo(.005);
  }

  @Test
  void answer_undecided_blocksNeededDecideInSimulationAboutAsOftenAsSaid() {
    // A floor under an advantage: r 1.15, sd .1, n 8, floor 1.2, alpha .01: 59 blocks.
    double mean = StrictMath.log(1.15);
    Evidence evidence = new Evidence(mean, .1 / StrictMath.sqrt(8), 7, 8);
    double floor = StrictMath.log(1.2);
    Answer answer =
        SequentialFamily.answer(
                List.of(new Question(floor, floor, List.of(evidence))),
                Looks.after(List.of(8)),
                .01)
            .get(0);
    assertThat(answer.blocksNeeded()).isEqualTo(59);
  }

  @Test
  void in_evidenceWithAFixedPart_noNumberOfBlocksTakesItAway() {
    Evidence evidence = new Evidence(0, .2, .01, 9, 10);
    assertThat(evidence.in(1_000_000).standardError()).isCloseTo(.1, withinPercentage(.01));
    assertThat(evidence.in(1_000_000).degrees()).isEqualTo(9);
  }

  @Test
  void question_cutOffsTheWrongWayRound_areRefused() {
    assertThatThrownBy(() -> new Question(.2, .1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
