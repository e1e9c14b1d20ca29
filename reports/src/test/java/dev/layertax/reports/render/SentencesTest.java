package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @Test
  void of_everyVerdict_readsAsASentence() {
    assertThat(sentence(ReportFixture.fasterVolume()))
        .isEqualTo(
            "First write to a 64 MiB image file: a named volume is 190 times faster than the writable"
                + " layer, 170 to 210.");
    assertThat(sentence(ReportFixture.equivalentVolume()))
        .isEqualTo(
            "Append to a write-ahead log, synced: a named volume costs the same as the writable layer"
                + " (0.98 to 1.03, within 5 %).");
    assertThat(sentence(ReportFixture.slowerVolume()))
        .isEqualTo(
            "Create, write, rename and delete of a small file: a named volume is 1.8 times slower than"
                + " the writable layer, 1.67 to 2.");
    assertThat(sentence(ReportFixture.undecidedVolume()))
        .isEqualTo(
            "Update of a random page of an image's table file, not synced: a named volume against the"
                + " writable layer cannot be decided from 5 blocks: between 11 % slower and 30 % faster; about 35 blocks would;"
                + " doubtful: too few blocks for the signed-rank test, the t and the signed-rank test disagree.");
    assertThat(sentence(ReportFixture.unmeasuredTmpfs()))
        .isEqualTo(
            "Create, write, rename and delete of a small file: tmpfs was not measured in any block with"
                + " the writable layer.");
  }

  @Test
  void of_unknownWorkload_fallsBackToItsName() {
    assertThat(
            sentence(
                ReportFixture.comparison(
                    "tape-rotate",
                    Map.of("keep", "3", "size", "4KiB"),
                    Target.TMPFS,
                    2,
                    1.9,
                    2.1,
                    Verdict.FASTER,
                    1)))
        .isEqualTo(
            "Tape rotate, keep 3, size 4 KiB: tmpfs is 2 times faster than the writable layer, 1.9 to"
                + " 2.1.");
  }

  @Test
  void answers_alikeTargets_shareADirectionOrAClause() {
    assertThat(Sentences.of(ReportFixture.troubled()).answers())
        .extracting(Sentences.Answer::text)
        .startsWith(
            "First write to a 64 MiB image file: a named volume is 190 times faster, 170 to 210; an anonymous"
                + " volume 185 times, 166 to 206; a bind mount 188 times, 168 to 211; tmpfs is 1230"
                + " times faster, 1100 to 1390.",
            "Append to a write-ahead log, synced: named volumes and bind mounts cost the same,"
                + " within 5 %.");
  }

  /** Of 4 blocks of a real run: an interval of a factor of 25 has no middle worth telling. */
  @Test
  void sentences_boundsFarApart_tellThemInPlaceOfTheEstimate() {
    Comparison wide = volume(190, 40, 1000, Verdict.FASTER);
    assertThat(sentence(wide))
        .isEqualTo(
            "First write to a 64 MiB image file: a named volume is 40 to 1000 times faster than the"
                + " writable layer.");
    Comparison undecided = volume(1.48, .48, 60, Verdict.INCONCLUSIVE);
    assertThat(Sentences.of(ReportFixture.of(List.of(wide), List.of())).answers().get(0).text())
        .isEqualTo(
            "First write to a 64 MiB image file: a named volume is 40 to 1000 times faster.");
    assertThat(
            Sentences.of(ReportFixture.of(List.of(undecided), List.of())).answers().get(0).text())
        .isEqualTo(
            "First write to a 64 MiB image file: a named volume is undecided after 5 blocks: between"
                + " 2.08 times slower and 60 times faster.");
  }

  private static Comparison volume(double ratio, double low, double high, Verdict verdict) {
    return ReportFixture.comparison(
        "first-write",
        Map.of("size", "64MiB"),
        Target.NAMED_VOLUME,
        ratio,
        low,
        high,
        verdict,
        1e-3);
  }

  @Test
  void answers_severalEngines_areToldApart() {
    Comparison one = ReportFixture.fasterVolume();
    Comparison other = onKernel(one);
    assertThat(Sentences.of(ReportFixture.of(List.of(one, other), List.of())).answers())
        .extracting(Sentences.Answer::text)
        .satisfiesExactly(
            text ->
                assertThat(text)
                    .startsWith("First write to a 64 MiB image file (engine simulated): "),
            text ->
                assertThat(text)
                    .startsWith("First write to a 64 MiB image file (engine kernel): "));
  }

  @ParameterizedTest
  @CsvSource({
    "1.002, .98, 1.03, AGREES",
    "1.2, .9, 1.6, TOO_WIDE",
    "1, .953, 1.05, AGREES",
    "1, .951, 1.05, TOO_WIDE",
    "1.03, 1.001, 1.2, TOO_WIDE",
    "1.03, 1.01, 1.05, AGREES",
    ".955, .94, .97, AGREES",
    ".95, .94, .96, DISAGREES",
    "1.06, 1.01, 1.1, DISAGREES",
    "1.3, NaN, NaN, UNKNOWN",
    "NaN, NaN, NaN, UNKNOWN",
  })
  void control_ratio_agreesWhenOneIsInsideOrNear(
      double ratio, double low, double high, ControlState state) {
    Comparison control = ReportFixture.control("wal-append", Map.of(), ratio, low, high);
    assertThat(ControlState.of(control, .05)).isEqualTo(state);
  }

  @Test
  void controls_disagreement_warnsOfTheRun() {
    Comparison agrees = ReportFixture.control("wal-append", Map.of(), 1, .98, 1.02);
    Comparison differs = ReportFixture.control("small-files", Map.of(), 1.3, 1.2, 1.4);
    assertThat(controls(List.of()))
        .isEqualTo("There is no control: no two targets of this run must be alike.");
    assertThat(controls(List.of(agrees)))
        .isEqualTo("No control disagrees; 1 of 1 is tight enough to tell 5 %.");
    Comparison wide = ReportFixture.control("wal-append", Map.of(), 1, .28, 3.1);
    Comparison unknown = ReportFixture.control("wal-append", Map.of(), 1, Double.NaN, Double.NaN);
    assertThat(controls(List.of(unknown)))
        .isEqualTo("No control could be judged: whether to trust this run is not known yet.");
    assertThat(controls(List.of(agrees, wide, wide, unknown)))
        .isEqualTo(
            "No control disagrees; 1 of 4 are tight enough to tell 5 %, 1 could not be judged.");
    assertThat(controls(List.of(agrees, differs)))
        .startsWith("A control disagrees: do not trust differences of that size in this run. ")
        .contains("must not differ, but do (1.3, 1.2 to 1.4, from 5 blocks)")
        .endsWith(" Of 2 controls one does so by chance in at most 2 % of runs.");
    assertThat(controls(List.of(differs))).doesNotContain("by chance");
    assertThat(controls(List.of(differs, differs, agrees))).doesNotContain("by chance");
  }

  @Test
  void failures_none_sayNothing() {
    assertThat(Sentences.of(ReportFixture.calm()).failures()).isEmpty();
    assertThat(Sentences.of(ReportFixture.troubled()).failures())
        .hasValue(
            "2 visits failed, in 1 cell: Create, write, rename and delete of a small file on tmpfs.");
  }

  @Test
  void unmeasured_wholeReferenceMissing_namesEachQuestionOnce() {
    List<Comparison> blank =
        ReportFixture.troubled().results().comparisons().stream()
            .map(comparison -> unmeasured(comparison))
            .toList();
    assertThat(Sentences.of(ReportFixture.of(blank, List.of())).unmeasured().orElseThrow())
        .isEqualTo(
            "10 comparisons have no block in which both sides were measured: First write to a 64"
                + " MiB image file on volumes, bind mounts and tmpfs; Append to a write-ahead log,"
                + " synced on named volumes and bind mounts; Update of a random page of an image's"
                + " table file, not synced on a named volume; and 2 more.");
    assertThat(Sentences.of(ReportFixture.calm()).unmeasured()).isEmpty();
  }

  private static Comparison unmeasured(Comparison base) {
    Map<String, Object> blank = new HashMap<>(Map.of("blocks", 0, "blocksNeeded", 0));
    blank.put("blockRatios", List.of());
    for (String figure :
        List.of(
            "ratio",
            "low",
            "high",
            "pValue",
            "signedRankPValue",
            "costPerOpSeconds",
            "costLowSeconds",
            "costHighSeconds",
            "referenceCostPerOpSeconds",
            "minimumDetectableEffect",
            "logRatioSd",
            "lag1Correlation")) {
      blank.put(figure, Double.NaN);
    }
    return Altered.of(base, blank);
  }

  private static String controls(List<Comparison> controls) {
    return Sentences.of(ReportFixture.of(List.of(), controls)).controls();
  }

  private static String sentence(Comparison comparison) {
    return Sentences.of(ReportFixture.calm()).of(comparison);
  }

  private static Comparison onKernel(Comparison base) {
    return Altered.of(base, Map.of("engine", "kernel"));
  }
}
