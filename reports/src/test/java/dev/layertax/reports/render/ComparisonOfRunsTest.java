package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.RunComparison;
import dev.layertax.reports.model.RunComparison.Change;
import dev.layertax.reports.model.RunComparison.Difference;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonOfRunsTest {

  private static final Cell FIRST_WRITE =
      Cell.of("simulated", "first-write", ReportFixture.SIZE_64_MIB, Target.NAMED_VOLUME);
  private static final Cell WAL = Cell.of("simulated", "wal-append", Map.of(), Target.TMPFS);
  private static final Cell HOSTILE =
      Cell.of("simulated", ReportFixture.HOSTILE, Map.of(), Target.BIND_MOUNT);

  @Test
  void markdown_everyKindOfChange_matchesGolden() throws IOException {
    GoldenFile.assertMatches("two-runs.md", ComparisonOfRuns.markdown(runs()));
  }

  @Test
  void console_everyKindOfChange_matchesGolden() throws IOException {
    GoldenFile.assertMatches("two-runs.txt", ComparisonOfRuns.console(runs(), 100, false));
  }

  @Test
  void console_nothingDecided_isNotCalledUnchanged() {
    Change same = change(WAL, 1, 1.01, .98, 1.04, .001, Verdict.EQUIVALENT);
    Change unclear = change(FIRST_WRITE, 1, 1.2, .5, 3, .4, Verdict.INCONCLUSIVE);
    assertThat(ComparisonOfRuns.console(advantages(same, unclear), 80, false))
        .contains("No notable change; 1 of 2 figures are undecided.");
    assertThat(ComparisonOfRuns.console(advantages(unclear), 80, false))
        .contains("Nothing is decided:")
        .doesNotContain("No notable change");
  }

  private static RunComparison advantages(Change... changes) {
    return new RunComparison(
        "a", "b", .99, .05, List.of(changes), List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void console_nothingNotable_saysSo() {
    Change same = change(WAL, 1, 1.01, .98, 1.04, .001, Verdict.EQUIVALENT);
    Change weak = change(FIRST_WRITE, 1, 1.2, 1.01, 1.4, .02, Verdict.FASTER);
    RunComparison runs =
        new RunComparison(
            "a", "b", .99, .05, List.of(same, weak), List.of(), List.of(), List.of(), List.of());
    assertThat(ComparisonOfRuns.console(runs, 80, false)).contains("\nNo notable change.\n");
    assertThat(ComparisonOfRuns.markdown(runs)).contains("## Notable changes\n\n- None.\n");
  }

  private static RunComparison runs() {
    return new RunComparison(
        "20261101-000000-1",
        "20261123-181014-42",
        .99,
        .05,
        List.of(
            change(FIRST_WRITE, 190, 95, .45, .56, .00001, Verdict.SLOWER),
            change(WAL, 1, 1.01, .98, 1.04, .4, Verdict.EQUIVALENT),
            change(HOSTILE, 1, 1.2, .9, 1.4, .2, Verdict.INCONCLUSIVE),
            change(
                WAL.on(Target.BIND_MOUNT),
                Double.NaN,
                1,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Verdict.INCONCLUSIVE)),
        List.of(change(FIRST_WRITE, 2, 1.8, .85, .95, .004, Verdict.FASTER)),
        List.of(
            new Difference("host.kernel", "6.1", ReportFixture.HOSTILE),
            new Difference("host.jdk", null, "17.0.15")),
        List.of(WAL.on(Target.NAMED_VOLUME)),
        List.of(HOSTILE.on(Target.TMPFS)));
  }

  private static Change change(
      Cell cell, double first, double second, double low, double high, double p, Verdict verdict) {
    return new Change(
        cell,
        Target.WRITABLE_LAYER,
        first,
        second,
        second / first,
        low,
        high,
        p,
        p,
        10,
        10,
        verdict);
  }
}
