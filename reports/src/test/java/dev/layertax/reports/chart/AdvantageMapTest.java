package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Judged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYSeries;

class AdvantageMapTest {
  private static final String ENGINE = "simulated";
  private final Results results = StandardRun.results();

  @Test
  void map_standardRun_hasAFieldOfTheRightInkAndWordsForEveryComparison() {
    for (Plot plot : AdvantageMap.plots(results, ENGINE)) {
      List<XYSeries> fields = fields(plot);
      assertThat(fields).hasSameSizeAs(results.comparisons());
      for (int i = 0; i < fields.size(); i++) {
        Comparison comparison = results.comparisons().get(i);
        assertThat(fields.get(i).getName())
            .isEqualTo(i / 4 + "." + i % 4 + " " + comparison.target().label());
        Ink ink = Step.of(comparison).map(Step::ink).orElse(Ink.HATCH);
        assertThat(fields.get(i).getLineColor()).isEqualTo(ink.color());
        assertThat(wordsIn(plot, fields.get(i))).isEqualTo(Judged.brief(comparison));
      }
    }
  }

  @Test
  void map_undecidedAbsentAndUnmeasured_areHatchedAndSaySo() {
    Comparison decided = results.comparisons().get(0);
    Comparison undecided = of(decided, "b", Target.NAMED_VOLUME, 1.1, Verdict.INCONCLUSIVE);
    Comparison unmeasured = of(decided, "b", Target.TMPFS, Double.NaN, Verdict.INCONCLUSIVE);
    Plot plot = AdvantageMap.plots(with(List.of(decided, undecided, unmeasured)), ENGINE).get(0);
    assertThat(fields(plot).stream().map(field -> wordsIn(plot, field)))
        .containsExactly(Judged.brief(decided), "not in this run", "undecided", "not measured");
    assertThat(fields(plot).subList(1, 4))
        .allSatisfy(
            field -> {
              assertThat(field.getLineColor()).isEqualTo(Ink.HATCH.color());
              assertThat(field.getYData()).contains(Double.NaN);
            });
  }

  @Test
  void map_thirtyQuestionsOfLongHostileNames_keepsEveryWordInItsPlace() {
    List<Comparison> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String name = ("<b>&amp;-" + "x".repeat(90) + "-of-a-long-name").repeat(3) + i;
      for (Target target : Target.selectable().subList(1, 5)) {
        many.add(of(results.comparisons().get(0), name, target, 123456.7, Verdict.FASTER));
      }
    }
    for (Plot plot : AdvantageMap.plots(with(many), ENGINE)) {
      assertThat(fields(plot)).hasSize(120);
      // the mean advance of DejaVu Sans at 13 pixels; lines of one column must not meet
      for (Plot.Label label : plot.labels()) {
        double half = label.text().length() * 6.9 / 2;
        double left = label.anchor() == Plot.Anchor.MIDDLE ? label.x() - half : label.x();
        if (label.anchor() != Plot.Anchor.END) {
          assertThat(left).as(label.text()).isGreaterThanOrEqualTo(-4);
          assertThat(left + 2 * half).as(label.text()).isLessThanOrEqualTo(plot.width() + 4);
        }
        assertThat(label.y()).isBetween(10.0, (double) plot.height());
        assertThat(plot.labels())
            .filteredOn(other -> !other.equals(label) && other.anchor() == label.anchor())
            .filteredOn(other -> other.x() == label.x())
            .allSatisfy(other -> assertThat(Math.abs(other.y() - label.y())).isGreaterThan(13));
      }
      assertThat(new SvgPainter().paint(plot)).doesNotContain("<b>");
    }
  }

  @Test
  void map_ofAnotherEngineOrWithoutARatio_isNone() {
    Comparison unmeasured =
        of(results.comparisons().get(0), "b", Target.TMPFS, Double.NaN, Verdict.INCONCLUSIVE);
    assertThat(AdvantageMap.plots(results, "kernel")).isEmpty();
    assertThat(AdvantageMap.plots(with(List.of(unmeasured)), ENGINE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.02,SLOWER_10",
    "0.1,SLOWER_10",
    "0.11,SLOWER_2",
    "0.5,SLOWER_2",
    "0.51,SLOWER",
    "0.99,SLOWER",
    "1.01,FASTER",
    "1.99,FASTER",
    "2,FASTER_2",
    "9.9,FASTER_2",
    "10,FASTER_10",
    "99,FASTER_10",
    "100,FASTER_100",
    "1e9,FASTER_100"
  })
  void step_ofADecidedRatio_isLogarithmic(double ratio, Step step) {
    Comparison comparison =
        of(
            results.comparisons().get(0),
            "b",
            Target.TMPFS,
            ratio,
            ratio > 1 ? Verdict.FASTER : Verdict.SLOWER);
    assertThat(Step.of(comparison)).contains(step);
  }

  @Test
  void step_ofBoundsTooFarApart_isThatOfTheBoundThatIsTold() {
    Comparison wide =
        Altered.of(
            of(results.comparisons().get(0), "b", Target.TMPFS, 60, Verdict.FASTER),
            Map.of("low", 7.4, "high", 500.0));
    assertThat(Judged.brief(wide)).isEqualTo("over 7.4 times faster");
    assertThat(Step.of(wide)).contains(Step.FASTER_2);
  }

  @Test
  void steps_inBothSchemes_carryTextThatCanBeRead() {
    // WCAG 2.2, 1.4.3
    for (Step step : Step.values()) {
      for (int scheme = 0; scheme < 2; scheme++) {
        assertThat(Contrast.of(shown(Ink.ON_STEP, scheme), shown(step.ink(), scheme)))
            .as(step + ", scheme " + scheme)
            .isGreaterThan(4.5);
      }
    }
  }

  private static String shown(Ink ink, int scheme) {
    Matcher colours =
        Pattern.compile("--ink-" + ink.name().toLowerCase(Locale.ROOT) + ":#([0-9a-f]{6})")
            .matcher(Charts.stylesheet());
    return colours.results().map(found -> found.group(1)).toList().get(scheme);
  }

  private static List<XYSeries> fields(Plot plot) {
    return plot.marks().getSeriesCollection().stream()
        .filter(series -> series.getName().matches("\\d+\\.\\d+ .*"))
        .toList();
  }

  /** The text that stands within the field, wherever its lines are broken. */
  private static String wordsIn(Plot plot, XYSeries field) {
    double[] x = field.getXData();
    double left = plot.left() + Arrays.stream(x).min().orElseThrow();
    double right = plot.left() + Arrays.stream(x).max().orElseThrow();
    double half = field.getLineStyle().getLineWidth() / 2;
    double[] y = Arrays.stream(field.getYData()).filter(v -> !Double.isNaN(v)).toArray();
    double area = plot.top() + plot.marks().getHeight();
    double upper = area - Arrays.stream(y).max().orElseThrow() - half;
    double lower = area - Arrays.stream(y).min().orElseThrow() + half;
    return String.join(
        " ",
        plot.labels().stream()
            .filter(label -> label.anchor() == Plot.Anchor.MIDDLE)
            .filter(label -> label.x() > left && label.x() < right)
            .filter(label -> label.y() > upper && label.y() < lower)
            .map(Plot.Label::text)
            .toList());
  }

  private static Comparison of(
      Comparison base, String workload, Target target, double ratio, Verdict verdict) {
    return Altered.of(
        base,
        Map.of(
            "workload", workload,
            "params", new TreeMap<>(),
            "target", target,
            "ratio", ratio,
            "low", ratio * .99,
            "high", ratio * 1.01,
            "verdict", verdict));
  }

  private static Results with(List<Comparison> comparisons) {
    return new Results(
        1,
        "run",
        "smoke",
        2,
        2,
        List.of(),
        comparisons,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
