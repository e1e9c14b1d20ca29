package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.render.Advisor.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisorTest {

  private static final List<Target> TARGETS =
      List.of(Target.NAMED_VOLUME, Target.ANONYMOUS_VOLUME, Target.BIND_MOUNT, Target.TMPFS);

  @ParameterizedTest
  @CsvSource({
    "FASTER, FASTER, FASTER, FASTER, MOVE",
    "FASTER, FASTER, INCONCLUSIVE, SLOWER, MOVE",
    "FASTER, INCONCLUSIVE, INCONCLUSIVE, FASTER, UNDECIDED",
    "SLOWER, SLOWER, INCONCLUSIVE, FASTER, KEEP",
    "SLOWER, EQUIVALENT, EQUIVALENT, FASTER, UNDECIDED",
    "FASTER, SLOWER, FASTER, FASTER, CHOOSE",
    "EQUIVALENT, EQUIVALENT, EQUIVALENT, FASTER, FREE",
    "EQUIVALENT, EQUIVALENT, INCONCLUSIVE, FASTER, UNDECIDED",
  })
  void decision_verdicts_needsHalfOfThePlacesThatKeepData(
      Verdict named, Verdict anonymous, Verdict bind, Verdict tmpfs, Decision decision) {
    List<Verdict> verdicts = List.of(named, anonymous, bind, tmpfs);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < TARGETS.size(); i++) {
      comparisons.add(
          ReportFixture.comparison(
              "wal-append", Map.of(), TARGETS.get(i), 1.3, 1.1, 1.5, verdicts.get(i), 1e-3));
    }
    assertThat(Advisor.decision(comparisons)).isEqualTo(decision);
  }
}
