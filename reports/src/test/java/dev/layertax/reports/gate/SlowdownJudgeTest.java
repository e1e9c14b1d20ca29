package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.gate.Finding.Verdict;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Looks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slowdown block by block: what is seen, what confirms it, what does not. */
class SlowdownJudgeTest {

  private static final Cell CELL =
      Cell.of("simulated", "wal-append", Map.of(), Target.NAMED_VOLUME);
  private static final Policy POLICY =
      Policy.parse("regression: {tolerance: 0.03, margin: 0.10}\n", "p.yaml");

  /**
   * Blocks that swing by 1 % about a slowdown, of which the looks after 10 and 20 see what is 10 %
   * and more; tolerance 3 %, margin 10 %.
   */
  @ParameterizedTest
  @CsvSource({
    // Seen by the look after 10 blocks, which is followed by none, by four, by five.
    "10, 1.2, 1.2, INCONCLUSIVE, only 0 blocks came after the look that saw it",
    "14, 1.2, 1.2, INCONCLUSIVE, only 4 blocks came after the look that saw it",
    "15, 1.2, 1.2, REGRESSION, the next 5 blocks alone",
    // Seen, and then gone: a disturbance of the first ten blocks.
    "15, 1.2, 1.0, INCONCLUSIVE, do not show it",
    // Never seen.
    "15, 1.0, 1.2, PASS, under the margin",
    "10, 1.0, 1.0, PASS, under the margin",
    "10, 0.8, 0.8, IMPROVED, under the tolerance",
    "10, 1.04, 1.04, PASS, under the margin"
  })
  void judge_slowdownOfTheFirstTenBlocksAndOfTheRest_isConfirmedByFreshBlocks(
      int made, double first, double rest, Verdict verdict, String words) {
    double[] blocks = new double[made];
    for (int block = 0; block < made; block++) {
      double swing = block % 2 == 0 ? .01 : -.01;
      blocks[block] = StrictMath.log(block < 10 ? first : rest) + swing;
    }
    Finding finding = judge(blocks, made);
    assertThat(finding.verdict()).as(finding.explanation()).isEqualTo(verdict);
    assertThat(finding.explanation()).contains(words);
  }

  @Test
  void judge_identicalBlocks_areInvalid() {
    double[] blocks = new double[10];
    Finding finding = judge(blocks, 10);
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.explanation()).contains("exactly the same figure");
  }

  @Test
  void judge_undecided_saysWhatCouldBeDecidedAndHowManyBlocksWould() {
    double[] blocks = new double[10];
    for (int block = 0; block < 10; block++) {
      blocks[block] = StrictMath.log(1.2) + (block % 2 == 0 ? .3 : -.3);
    }
    Finding finding = judge(blocks, 10);
    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.explanation()).contains("could be decided; about ", "blocks would decide");
    assertThat(finding.figures().blocksNeeded()).isGreaterThan(10);
  }

  private static Finding judge(double[] blocks, int made) {
    return Gate.judge(
            POLICY,
            PLAN,
            RESULTS,
            Optional.empty(),
            new SimulatedEvidence(Looks.USUAL, made, Map.of(CELL, blocks)))
        .findings()
        .get(0);
  }

  private static final Plan PLAN =
      new Plan(
              Plan.SCHEMA_VERSION,
              "run",
              "2026-11-27T10:00:00Z",
              "0",
              "smoke",
              1,
              50,
              null,
              .99,
              .05,
              List.of(new PlannedCell(CELL, new Measurement(0, 0, 1, 0))),
              List.of(),
              List.of(),
              null)
          .lookingAfter(Looks.USUAL.blocks());

  private static final Results RESULTS =
      new Results(
          Plan.SCHEMA_VERSION,
          "run",
          "smoke",
          50,
          10,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
}
