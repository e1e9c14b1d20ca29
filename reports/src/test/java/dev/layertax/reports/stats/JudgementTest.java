package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Verdict;
import org.junit.jupiter.api.Test;

class JudgementTest {

  private static final double MARGIN = StrictMath.log1p(.05);

  private static double[] around(double mean, double... deviations) {
    double[] values = deviations.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += mean;
    }
    return values;
  }

  private static final double[] EVEN = {-.03, .01, .02, -.01, .03, -.02, .015, -.015, .005, -.005};

  @Test
  void of_intervalAboveOne_isFaster() {
    assertThat(Judgement.of(around(.5, EVEN), .99, MARGIN))
        .isEqualTo(new Judgement(Verdict.FASTER, false, false));
  }

  @Test
  void of_intervalBelowOne_isSlower() {
    assertThat(Judgement.of(around(-.5, EVEN), .99, MARGIN).verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void of_intervalAboveOneWithinTheMargin_isEquivalent() {
    double[] small = around(.02, .001, -.001, .002, -.002, .0015, -.0015, .0005, -.0005);
    assertThat(MeanEstimate.of(small, .99).low()).isPositive();
    assertThat(Judgement.of(small, .99, MARGIN).verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(Judgement.of(small, .99, .01).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void of_wideInterval_isInconclusive() {
    assertThat(Judgement.of(around(.01, .3, -.3, .2, -.2, .1, -.1), .99, MARGIN).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void of_tAndRanksDisagree_isInconclusiveAndFlagged() {
    // scipy.stats.ttest_1samp(d, 0).pvalue = .00686, wilcoxon(d, method="exact").pvalue = .01953
    double[] skewed = {1.13, 0.58, 1.0, 1.23, 0.55, 1.14, 1.15, 1.24, 0.59, -1.03};
    assertThat(PairedTests.t(skewed)).isLessThan(.01);
    assertThat(PairedTests.signedRank(skewed)).isGreaterThan(.01);
    assertThat(Judgement.of(skewed, .99, MARGIN))
        .isEqualTo(new Judgement(Verdict.INCONCLUSIVE, true, false));
  }

  @Test
  void of_fewBlocks_standsOnTheTIntervalAndSaysSo() {
    assertThat(Judgement.of(new double[] {5.0, 5.1, 4.9}, .99, MARGIN))
        .isEqualTo(new Judgement(Verdict.FASTER, false, true));
    assertThat(Judgement.of(new double[] {.5, .9, .1}, .99, MARGIN).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void of_oneBlockOrNone_isInconclusive() {
    assertThat(Judgement.of(new double[] {5}, .99, MARGIN).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(new double[0], .99, MARGIN).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void fewBlocks_atNinetyNinePercent_isUnderEight() {
    assertThat(Judgement.of(new double[7], .99, MARGIN).fewBlocks()).isTrue();
    assertThat(Judgement.of(new double[8], .99, MARGIN).fewBlocks()).isFalse();
    assertThat(Judgement.of(new double[5], .95, MARGIN).fewBlocks()).isTrue();
    assertThat(Judgement.of(new double[6], .95, MARGIN).fewBlocks()).isFalse();
  }
}
