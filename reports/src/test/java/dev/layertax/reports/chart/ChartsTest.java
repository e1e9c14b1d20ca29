package dev.layertax.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.CellCost;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.FileSize;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.stats.CopyUp;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {
  private static final String ENGINE = "simulated";
  private final Results results = StandardRun.results();
  private final Charts charts = new Charts(results, StandardRun.MARGIN);

  @Test
  void advantages_standardRun_drawEveryRatioAndItsInterval() {
    for (Plot plot : charts.advantagesPlots(ENGINE, Map.of())) {
      List<XYSeries> points = series(plot, "\\d+\\.\\d+ [a-z-]+");
      List<XYSeries> intervals = series(plot, "\\d+\\.\\d+ [a-z-]+ interval");
      assertThat(points).hasSameSizeAs(results.comparisons());
      assertThat(intervals).hasSameSizeAs(results.comparisons());
      for (int i = 0; i < points.size(); i++) {
        Comparison comparison = results.comparisons().get(i);
        assertThat(points.get(i).getName()).endsWith(" " + comparison.target().label());
        assertThat(points.get(i).getXData()).containsExactly(comparison.ratio());
        assertThat(points.get(i).getLineColor()).isEqualTo(Ink.of(comparison.target()).color());
        assertThat(intervals.get(i).getXData())
            .containsExactly(comparison.low(), comparison.high());
        assertThat(intervals.get(i).getYData()).containsOnly(points.get(i).getYData()[0]);
      }
    }
  }

  @Test
  void advantages_standardRun_markNoDifferenceAndTheBandOfEquivalence() {
    for (Plot plot : charts.advantagesPlots(ENGINE, Map.of())) {
      assertThat(plot.marks().getSeries("no difference").getXData()).containsExactly(1, 1);
      assertThat(plot.marks().getSeries("band").getXData()).containsExactly(1 / 1.05, 1.05);
    }
  }

  @Test
  void advantages_undecidedComparison_hasAnotherMarkThanADecidedOne() {
    List<XYSeries> points =
        series(charts.advantagesPlots(ENGINE, Map.of()).get(0), "\\d+\\.\\d+ [a-z-]+");
    Set<String> decided = new HashSet<>();
    Set<String> undecided = new HashSet<>();
    for (int i = 0; i < points.size(); i++) {
      boolean open = results.comparisons().get(i).verdict() == Verdict.INCONCLUSIVE;
      (open ? undecided : decided).add(points.get(i).getMarker().getClass().getSimpleName());
    }
    assertThat(decided).containsExactly("Circle");
    assertThat(undecided).containsExactly("Cross");
  }

  @Test
  void rows_painted_lieWhereTheirLabelsAre() {
    for (Plot plot : charts.advantagesPlots(ENGINE, Map.of())) {
      new SvgPainter().paint(plot);
      XYChart marks = plot.marks();
      assertThat(marks.getScreenYFromChart(0)).isEqualTo(marks.getHeight(), within(1e-6));
      for (XYSeries grid : series(plot, "grid .*")) {
        double x = plot.left() + marks.getScreenXFromChart(grid.getXData()[0]);
        assertThat(plot.labels()).anyMatch(label -> Math.abs(label.x() - x) < .01);
      }
    }
  }

  @Test
  void costs_standardRun_drawEveryCellsCostAndItsInterval() {
    for (Plot plot : charts.costsPlots(ENGINE)) {
      List<XYSeries> points = series(plot, "\\d+\\.\\d+ [a-z-]+");
      assertThat(points).hasSameSizeAs(results.costs());
      for (int i = 0; i < points.size(); i++) {
        CellCost cost = results.costs().get(i);
        assertThat(points.get(i).getXData()).containsExactly(cost.secondsPerOp());
        assertThat(plot.marks().getSeries(points.get(i).getName() + " interval").getXData())
            .containsExactly(cost.low(), cost.high());
      }
    }
  }

  @Test
  void copyUp_standardRun_drawsCostAgainstSizeForEachTarget() {
    double[] sizes = {4 << 10, 1 << 20, 16 << 20, 64 << 20};
    for (Plot plot : charts.copyUpPlots(ENGINE, Optional.empty())) {
      for (Target target : Target.selectable()) {
        List<CellCost> costs = firstWrites(target);
        XYSeries line = plot.marks().getSeries(target.label());
        assertThat(line.getYData())
            .containsExactly(costs.stream().mapToDouble(CellCost::secondsPerOp).toArray());
        for (int i = 0; i < sizes.length; i++) {
          assertThat(line.getXData()[i] / sizes[i]).isBetween(.7, 1.4);
        }
        assertThat(plot.marks().getSeries(target.label() + " intervals").getYData())
            .endsWith(costs.get(3).low(), costs.get(3).high(), Double.NaN)
            .hasSize(3 * sizes.length);
      }
    }
  }

  @Test
  void copyUp_withALine_drawsItThroughTheSizes() {
    CopyUp fit = new CopyUp(1e-4, 1e-9, 1e9, 9e8, 1.1e9, 1.1, 4096, 64 << 20, List.of());
    for (Plot plot : charts.copyUpPlots(ENGINE, Optional.of(fit))) {
      XYSeries line = plot.marks().getSeries("fitted line");
      assertThat(line.getYData()[0]).isEqualTo(1e-4 + 1e-9 * 4096, within(1e-12));
      assertThat(line.getYData()[line.getYData().length - 1])
          .isEqualTo(1e-4 + 1e-9 * (64 << 20), within(1e-9));
      assertThat(plot.labels()).extracting(Plot.Label::text).contains("fitted line");
    }
  }

  @Test
  void advantages_withAFloor_markIt() {
    Cell gated = results.comparisons().get(0).cell();
    for (Plot plot : charts.advantagesPlots(ENGINE, Map.of(gated, 1.5))) {
      assertThat(series(plot, ".* floor")).hasSize(1);
      assertThat(plot.marks().getSeries("0.0 named-volume floor").getXData())
          .containsExactly(1.5, 1.5);
    }
    assertThat(series(charts.advantagesPlots(ENGINE, Map.of()).get(0), ".* floor")).isEmpty();
  }

  @Test
  void layers_ofSeveralNumbers_drawCostAgainstThem() {
    CellCost cost = results.costs().get(0);
    List<CellCost> costs =
        List.of(
            Altered.of(cost, Map.of("cell", layers("1"), "secondsPerOp", 1e-6)),
            Altered.of(cost, Map.of("cell", layers("100"), "secondsPerOp", 3e-4)),
            Altered.of(cost, Map.of("cell", layers("20"), "secondsPerOp", 5e-5)),
            Altered.of(cost, Map.of("cell", layers("many"), "secondsPerOp", 1.0)));
    for (Plot plot : new Charts(withCosts(costs), .05).layersPlots(ENGINE, "missing-lookup")) {
      assertThat(plot.marks().getSeries("writable-layer").getYData())
          .containsExactly(1e-6, 5e-5, 3e-4);
      assertThat(plot.labels()).extracting(Plot.Label::text).contains("1", "20", "100");
    }
    assertThat(new Charts(withCosts(costs.subList(0, 1)), .05).layers(ENGINE, "missing-lookup"))
        .extracting(Drawing::absence)
        .isEqualTo("This run measured fewer than two numbers of layers of missing-lookup.");
  }

  private static Cell layers(String number) {
    return Cell.of(ENGINE, "missing-lookup", Map.of("layers", number), Target.WRITABLE_LAYER);
  }

  @Test
  void latencies_standardRun_drawEveryPercentileOfEachTarget() {
    Cell question = results.costs().get(0).cell();
    Plot plot = charts.latencyPlots(question).get(0);
    for (CellCost cost : results.costs().subList(0, 5)) {
      XYSeries line = plot.marks().getSeries(cost.cell().target().label());
      assertThat(line.getYData())
          .containsExactly(
              cost.percentiles().stream().mapToDouble(CellCost.Percentile::seconds).toArray());
      for (int i = 0; i < 4; i++) {
        assertThat(line.getXData()[i]).isEqualTo(i, within(.2));
      }
    }
    assertThat(plot.labels()).extracting(Plot.Label::text).contains("p50", "p95", "p99", "p99.9");
  }

  @Test
  void latencies_withoutIntervals_drawTheLinesAlone() {
    CellCost cost = results.costs().get(0);
    CellCost bare =
        withPercentiles(
            cost, List.of(new CellCost.Percentile("p50", 50, .001, Double.NaN, Double.NaN)));
    Plot plot = new Charts(withCosts(List.of(bare)), .05).latencyPlots(cost.cell()).get(0);
    assertThat(series(plot, ".* intervals")).isEmpty();
    assertThat(plot.marks().getSeries("writable-layer").getYData()).containsExactly(.001);
  }

  @Test
  void drawings_standardRun_areSmallWellFormedAndKeepTheirTextAsText() throws Exception {
    for (Drawing drawing : all(charts)) {
      String svg = drawing.svg().orElseThrow();
      assertThat(svg.length()).isLessThan(60_000);
      assertThat(texts(parsed(svg))).contains("named-volume").anyMatch(t -> t.matches("\\d.*"));
      assertThat(svg).doesNotContain("<script", "href", "url(", " id=", "style=");
    }
  }

  @Test
  void drawings_standardRun_useOnlyColoursThatAPageCanExchange() throws Exception {
    Set<String> inks = new HashSet<>(Set.of("none"));
    Arrays.stream(Ink.values()).forEach(ink -> inks.add(ink.attribute()));
    for (Drawing drawing : all(charts)) {
      for (Element element : elements(parsed(drawing.svg().orElseThrow()))) {
        boolean clear = element.getAttribute("stroke-opacity").equals("0");
        for (String attribute : clear ? List.of("fill") : List.of("fill", "stroke")) {
          if (element.hasAttribute(attribute)) {
            assertThat(inks).contains(element.getAttribute(attribute));
          }
        }
      }
    }
  }

  @Test
  void drawings_ofTheSameResults_areTheSame() {
    assertThat(all(new Charts(StandardRun.results(), .05)).stream().map(Drawing::svg))
        .containsExactlyElementsOf(all(charts).stream().map(Drawing::svg).toList());
  }

  @Test
  void labels_standardRun_stayInsideTheirPicture() {
    List<Plot> plots = new ArrayList<>();
    plots.addAll(charts.advantagesPlots(ENGINE, Map.of()));
    plots.addAll(AdvantageMap.plots(results, ENGINE));
    plots.addAll(charts.costsPlots(ENGINE));
    plots.addAll(charts.copyUpPlots(ENGINE, Optional.empty()));
    plots.addAll(charts.latencyPlots(results.costs().get(0).cell()));
    for (Plot plot : plots) {
      for (Plot.Label label : plot.labels()) {
        assertInside(plot, label);
      }
    }
  }

  @Test
  void heading_tooLongForItsPicture_isWrappedAndNotCut() {
    String longName = "a-workload-of-a-very-long-name ".repeat(20).strip();
    Comparison one = results.comparisons().get(0);
    Results renamed = withComparisons(List.of(renamed(one, longName)));
    for (Plot plot : new Charts(renamed, .05).advantagesPlots(ENGINE, Map.of())) {
      List<Plot.Label> heading = plot.labels().stream().filter(Plot.Label::strong).toList();
      assertThat(heading).hasSizeGreaterThan(1).allSatisfy(label -> assertInside(plot, label));
      String joined = String.join(" ", heading.stream().map(Plot.Label::text).toList());
      assertThat(joined).isEqualToIgnoringCase(longName.replace('-', ' '));
    }
  }

  @Test
  void label_withMarkupAndControlCharacters_isEscapedText() throws Exception {
    String hostile = "</text><script>alert(1)</script>&\"'\u0000\u001b\ud800";
    Results renamed = withComparisons(List.of(renamed(results.comparisons().get(0), hostile)));
    String svg = new Charts(renamed, .05).advantages(ENGINE, Map.of()).svg().orElseThrow();
    assertThat(svg).doesNotContain("<script");
    assertThat(String.join(" ", texts(parsed(svg))))
        .contains("</text><script>alert(1)</script>&\"'\ufffd\ufffd\ufffd");
  }

  @Test
  void drawings_withoutData_sayWhatIsMissing() {
    Charts empty = new Charts(withComparisonsAndCosts(List.of(), List.of()), .05);
    for (Drawing drawing : all(empty)) {
      assertThat(drawing.svg()).isEmpty();
      assertThat(drawing.absence()).matches("No .* (this run|sampled|to draw).*\\.");
    }
  }

  @Test
  void drawings_withFiguresThatALogAxisCannotShow_leaveThemOut() {
    Comparison one = results.comparisons().get(0);
    Results unbounded =
        withComparisons(
            List.of(
                one,
                withRatio(results.comparisons().get(1), Double.NaN, Double.NaN, Double.NaN),
                withRatio(results.comparisons().get(2), 2, 0, Double.POSITIVE_INFINITY)));
    Plot plot = new Charts(unbounded, .05).advantagesPlots(ENGINE, Map.of()).get(0);
    assertThat(series(plot, "\\d+\\.\\d+ [a-z-]+"))
        .extracting(XYSeries::getName)
        .containsExactly("0.0 named-volume", "0.2 bind-mount");
    assertThat(series(plot, ".* interval"))
        .extracting(XYSeries::getName)
        .containsExactly("0.0 named-volume interval");
    assertThat(new SvgPainter().paint(plot)).contains("not measured");
  }

  @Test
  void drawings_onAMachineWithoutFonts_sayWhyTheyAreMissing() {
    for (Drawing drawing : all(FontlessCharts.of(results))) {
      assertThat(drawing.svg()).isEmpty();
      assertThat(drawing.absence()).contains("InternalError", "the tables hold every figure");
    }
  }

  @ParameterizedTest
  @CsvSource({"4KiB,4096", "64 MiB,67108864", "2GiB,2147483648", "7B,7"})
  void sizeBytes_ofASize_countsBytes(String text, long bytes) {
    assertThat(FileSize.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0B", "MiB", "4KB", "-4KiB", "9999999999999999KiB", "''"})
  void sizeBytes_ofSomethingElse_isEmpty(String text) {
    assertThat(FileSize.bytes(text)).isEmpty();
  }

  private List<Drawing> all(Charts from) {
    return List.of(
        from.advantages(ENGINE, Map.of()),
        from.advantageMap(ENGINE),
        from.costs(ENGINE),
        from.copyUp(ENGINE, Optional.empty()),
        from.latencies(results.costs().get(0).cell()));
  }

  private static void assertInside(Plot plot, Plot.Label label) {
    // the mean advance of DejaVu Sans, a wide face, over lower-case English at 13 pixels, and bold
    double width = label.text().length() * (label.strong() ? 7.6 : 6.9);
    double left =
        switch (label.anchor()) {
          case START -> label.x();
          case MIDDLE -> label.x() - width / 2;
          case END -> label.x() - width;
        };
    assertThat(left).as(label.text()).isGreaterThanOrEqualTo(-8);
    assertThat(left + width).as(label.text()).isLessThanOrEqualTo(plot.width() + 8);
    assertThat(label.y()).as(label.text()).isBetween(12.0, (double) plot.height());
  }

  private static List<XYSeries> series(Plot plot, String name) {
    Pattern pattern = Pattern.compile(name);
    return plot.marks().getSeriesCollection().stream()
        .filter(series -> pattern.matcher(series.getName()).matches())
        .toList();
  }

  private List<CellCost> firstWrites(Target target) {
    return results.costs().stream()
        .filter(c -> c.cell().workload().equals("first-write") && c.cell().target() == target)
        .toList();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<all>" + svg + "</all>")));
  }

  private static List<Element> elements(Document document) {
    NodeList nodes = document.getElementsByTagName("*");
    return Stream.iterate(0, i -> i + 1)
        .limit(nodes.getLength())
        .map(i -> (Element) nodes.item(i))
        .toList();
  }

  private static List<String> texts(Document document) {
    return elements(document).stream()
        .filter(element -> element.getTagName().equals("text"))
        .map(Element::getTextContent)
        .toList();
  }

  private Results withComparisons(List<Comparison> comparisons) {
    return withComparisonsAndCosts(comparisons, results.costs());
  }

  private Results withCosts(List<CellCost> costs) {
    return withComparisonsAndCosts(results.comparisons(), costs);
  }

  private Results withComparisonsAndCosts(List<Comparison> comparisons, List<CellCost> costs) {
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
        costs,
        List.of(),
        List.of());
  }

  private static CellCost withPercentiles(CellCost cost, List<CellCost.Percentile> percentiles) {
    return new CellCost(
        cost.cell(),
        cost.secondsPerOp(),
        cost.low(),
        cost.high(),
        cost.blocks(),
        0,
        0,
        percentiles,
        cost.overheadSeconds());
  }

  private static Comparison renamed(Comparison c, String workload) {
    return Altered.of(c, Map.of("workload", workload, "params", new TreeMap<>()));
  }

  private static Comparison withRatio(Comparison c, double ratio, double low, double high) {
    return Altered.of(
        c, Map.of("ratio", ratio, "low", low, "high", high, "params", new TreeMap<>()));
  }

  @Test
  void inks_inBothSchemes_haveTheContrastThatTheirUseNeeds() {
    // WCAG 2.2: text 4.5:1 (1.4.3), what carries meaning 3:1 (1.4.11), on the report's pages
    String css = Charts.stylesheet();
    for (Ink ink : Ink.values()) {
      double needed =
          switch (ink) {
            case TEXT, MUTED -> 4.5;
            case GRID, BAND, HATCH, SAME -> 1;
            // each cell of the map says its figure
            case SLOWER_10, SLOWER_2, SLOWER, FASTER, FASTER_2, FASTER_10, FASTER_100 -> 1;
            default -> 3;
          };
      List<String> schemes = colours(css, "--ink-" + ink.name().toLowerCase(Locale.ROOT));
      assertThat(Contrast.of(schemes.get(0), "fbfbfc")).as(ink + " light").isGreaterThan(needed);
      assertThat(Contrast.of(schemes.get(1), "12151a")).as(ink + " dark").isGreaterThan(needed);
    }
  }

  private static List<String> colours(String css, String property) {
    Matcher matcher = Pattern.compile(property + ":#([0-9a-f]{6})").matcher(css);
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
