package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.gate.ComparedGate;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fidelity;
import dev.layertax.reports.model.FidelityRecord;
import dev.layertax.reports.model.FidelitySummary;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LikenessTest {

  private static final String HOW = "scripts/layertax run --engine simulated --engine kernel";

  static final Report BOTH = report(EnginesRun.of("simulated", "kernel"));
  private static final Report ALONE = report(EnginesRun.of("simulated"));

  private static Report report(Run run) {
    return new Report(run, Analysis.of(run), Optional.empty());
  }

  private static Report recorded(FidelityRecord record) {
    return new Report(ALONE.run(), ALONE.results(), Optional.empty(), Optional.of(record));
  }

  private static FidelityRecord record(List<Fidelity> fidelity, String machine) {
    return new FidelityRecord(
        1,
        "20260101-000000-record",
        "2026-01-02T03:04:05Z",
        20,
        .99,
        new TreeMap<>(
            Map.of("cpu", machine, "kernel", "6.1", "fileSystem", "xfs", "jdk", "OpenJDK 25")),
        fidelity,
        BOTH.results().fidelitySummaries());
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static String text(Report report) throws Exception {
    return parsed(HtmlReport.render(report))
        .getDocumentElement()
        .getTextContent()
        .replace('\u00a0', ' ');
  }

  private static Element section(Report report) throws Exception {
    NodeList sections = parsed(HtmlReport.render(report)).getElementsByTagName("section");
    for (int i = 0; i < sections.getLength(); i++) {
      Element section = (Element) sections.item(i);
      if (section.getAttribute("id").equals("likeness")) {
        return section;
      }
    }
    return null;
  }

  @Test
  void page_bothEngines_answersWithVerdictTableChartAndWhatIsNotModelled() throws Exception {
    Element section = section(BOTH);
    String text = section.getTextContent().replace('\u00a0', ' ');
    FidelitySummary whole = BOTH.results().fidelitySummaries().get(0);
    assertThat(text)
        .contains(
            "Is the simulation like the kernel?",
            Likeness.of(BOTH).answer(whole),
            "Advantage, kernel",
            "Advantage, simulated",
            "simulated / kernel",
            "What the simulation does not model",
            "6.9 times the kernel's cost, 5.7 to 7.7 in three rounds on a busy machine")
        .doesNotContain(HOW);
    assertThat(section.getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(section.getElementsByTagName("table").getLength()).isEqualTo(3);
    Element table = (Element) section.getElementsByTagName("table").item(0);
    // 5 questions of 3 targets, a heading each, and the head of the table
    assertThat(table.getElementsByTagName("tr").getLength()).isEqualTo(1 + 5 + 15);
  }

  @Test
  void page_threeEngines_haveOneRowEachSideBySide() throws Exception {
    Element section = section(report(EnginesRun.of("simulated", "kernel", "docker")));
    assertThat(section.getTextContent()).contains("Is the simulation like Docker?");
    Element table = (Element) section.getElementsByTagName("table").item(0);
    Element head = (Element) table.getElementsByTagName("thead").item(0);
    NodeList columns = head.getElementsByTagName("th");
    assertThat(
            IntStream.range(0, columns.getLength()).mapToObj(i -> columns.item(i).getTextContent()))
        .startsWith("Target", "Advantage, docker", "Advantage, kernel", "Advantage, simulated")
        .contains("simulated / docker", "simulated / kernel", "kernel / docker");
    assertThat(table.getElementsByTagName("tr").getLength()).isEqualTo(1 + 5 + 15);
    NodeList labels =
        ((Element) section.getElementsByTagName("svg").item(0)).getElementsByTagName("text");
    assertThat(
            IntStream.range(0, labels.getLength())
                .mapToObj(i -> labels.item(i).getTextContent())
                .filter(Set.of("docker", "kernel", "simulated")::contains))
        .startsWith("docker", "kernel", "simulated", "docker")
        .hasSize(5 * 3);
  }

  @Test
  void everyFormat_simulationAlone_saysOnlyWhereToFindOut() throws Exception {
    Element section = section(ALONE);
    assertThat(section.getTextContent()).contains(HOW);
    assertThat(section.getElementsByTagName("table").getLength()).isZero();
    assertThat(section.getTextContent()).doesNotContain("does not model");
    assertThat(Likeness.of(ALONE).lines()).isEmpty();
    assertThat(MarkdownSummary.render(ALONE)).contains(HOW);
    assertThat(ConsoleTable.render(ALONE, 80, false)).contains("\n" + HOW + "\n");
  }

  @Test
  void everyFormat_noSimulation_saysNothing() throws Exception {
    Report kernel = report(EnginesRun.of("kernel"));
    assertThat(section(kernel)).isNull();
    assertThat(text(kernel)).doesNotContain("simulation");
    assertThat(HtmlReport.render(kernel)).doesNotContain("#likeness");
    assertThat(MarkdownSummary.render(kernel)).doesNotContain("simulation");
    assertThat(ConsoleTable.render(kernel, 120, false)).doesNotContain("simulation");
  }

  @Test
  void everyFormat_simulationAloneWithARecord_tellsItAndThatItIsNotOfThisMachine()
      throws Exception {
    Report report = recorded(record(BOTH.results().fidelity(), "some CPU"));
    String provenance =
        "On record, measured on 2026-01-02 in 20 blocks (some CPU, kernel 6.1, xfs, OpenJDK 25), not on"
            + " this machine and not in this run: the simulation is not like the kernel everywhere";
    Element section = section(report);
    String text = section.getTextContent().replace('\u00a0', ' ');
    FidelitySummary whole = BOTH.results().fidelitySummaries().get(0);
    assertThat(text).contains(provenance, Likeness.of(report).answer(whole), HOW, "does not model");
    assertThat(section.getElementsByTagName("svg").getLength()).isZero();
    assertThat(section.getElementsByTagName("table").getLength()).isEqualTo(2);
    assertThat(Likeness.of(report).lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith(provenance));
    assertThat(ConsoleTable.render(report, 120, false)).contains("On record, measured on");
  }

  @Test
  void everyFormat_bothEnginesWithARecord_tellsOnlyWhatWasMeasuredHere() throws Exception {
    FidelityRecord record = record(BOTH.results().fidelity(), "some CPU");
    Report report = new Report(BOTH.run(), BOTH.results(), Optional.empty(), Optional.of(record));
    assertThat(HtmlReport.render(report)).isEqualTo(HtmlReport.render(BOTH));
    assertThat(MarkdownSummary.render(report)).isEqualTo(MarkdownSummary.render(BOTH));
  }

  @Test
  void page_hostileRecord_staysText() throws Exception {
    String bad = "</style><script>alert(1)</script>\u0007${7*7}";
    Fidelity one = BOTH.results().fidelity().get(0);
    Fidelity hostile =
        new Fidelity(
            bad,
            bad,
            bad,
            new TreeMap<>(Map.of(bad, bad)),
            Target.TMPFS,
            2,
            1,
            3,
            2,
            1,
            3,
            1,
            .9,
            1.1,
            .99,
            12,
            .1,
            false,
            one.verdict());
    FidelityRecord record =
        new FidelityRecord(
            1,
            bad,
            bad,
            2,
            .99,
            new TreeMap<>(Map.of("cpu", bad)),
            List.of(hostile),
            List.of(
                new FidelitySummary(
                    bad,
                    bad,
                    1,
                    1,
                    1,
                    1,
                    0,
                    0,
                    0,
                    0,
                    new FidelitySummary.Worst(bad, new TreeMap<>(), Target.TMPFS, 1),
                    one.verdict())));
    String page = HtmlReport.render(recorded(record));
    assertThat(page).containsOnlyOnce("<script").doesNotContain("\u0007");
    assertThat(parsed(page).getDocumentElement().getTextContent()).contains("${7*7}");
    Results own =
        new Results(
            1,
            "run",
            "smoke",
            1,
            1,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            record.fidelity(),
            record.fidelitySummaries(),
            List.of(),
            List.of(),
            List.of());
    Report measured = new Report(BOTH.run(), own, Optional.empty());
    parsed(HtmlReport.render(measured));
    assertThat(HtmlReport.render(measured)).containsOnlyOnce("<script");
    assertThat(MarkdownSummary.render(measured)).doesNotContain("<script");
  }

  @Test
  void answers_everyVerdict_areSentences() {
    assertThat(answer(15, 15, 15, 15, 0, 0, Fidelity.Agreement.AGREES))
        .startsWith("The simulation is like the kernel: all 15 advantages agree within 25 %. ")
        .contains("Geometric mean of the error: 5 % (engines exactly alike, measured as noisily,")
        .endsWith(
            "worst: 1.4 times the kernel's advantage, Append to a write-ahead log, synced on"
                + " tmpfs.");
    assertThat(answer(15, 15, 12, 11, 1, 3, Fidelity.Agreement.DIFFERS))
        .startsWith(
            "The simulation is not like the kernel everywhere: 1 of 15 advantages differs by more"
                + " than 25 %, 11 agree, 3 are undecided. ");
    assertThat(answer(15, 14, 14, 1, 0, 14, Fidelity.Agreement.INCONCLUSIVE))
        .startsWith(
            "Whether the simulation is like the kernel is undecided: 1 of 15 advantages agrees"
                + " within 25 %, 14 are undecided; 14 lie within it by their estimates alone. ")
        .endsWith(" 1 could not be measured on both.");
  }

  private static String answer(
      int all,
      int measured,
      int within,
      int agree,
      int differ,
      int undecided,
      Fidelity.Agreement verdict) {
    FidelitySummary.Worst worst =
        new FidelitySummary.Worst("wal-append", new TreeMap<>(), Target.TMPFS, 1.4);
    return Likeness.of(BOTH)
        .answer(
            new FidelitySummary(
                "simulated",
                "kernel",
                all,
                measured,
                within,
                agree,
                differ,
                undecided,
                .05,
                .03,
                worst,
                verdict));
  }

  @Test
  void textFormats_bothEngines_matchGolden() throws IOException {
    GoldenFile.assertMatches("two-engines.md", MarkdownSummary.render(BOTH));
    GoldenFile.assertMatches("two-engines.txt", ConsoleTable.render(BOTH, 100, false));
  }

  @Test
  void page_bothEngines_namesTheEngineWhereverACellIsNamed() throws Exception {
    String text = text(BOTH);
    assertThat(text)
        .contains(
            "5 questions on 4 targets (40 cells) on engines simulated and kernel",
            "Engine simulated",
            "Engine kernel");
    Sentences sentences = Sentences.of(BOTH);
    assertThat(sentences.answers()).hasSize(10);
    Set<String> answers = new HashSet<>();
    sentences.answers().forEach(answer -> assertThat(answers.add(answer.text())).isTrue());
    assertThat(answers).allMatch(answer -> answer.contains("(engine "));
    assertThat(parsed(HtmlReport.render(BOTH)).getElementsByTagName("article").getLength())
        .isEqualTo(10);
  }

  @Test
  void concerns_cellFailedOnOneEngine_namesThatEngine() throws Exception {
    Cell failing = Cell.of("kernel", "small-files", Map.of(), Target.TMPFS);
    Report report = report(EnginesRun.of(List.of(failing), "simulated", "kernel"));
    String failure = Sentences.of(report).failures().orElseThrow();
    assertThat(failure).contains("in 1 cell: ").contains("(engine kernel) on tmpfs");
    assertThat(Sentences.of(report).unmeasured().orElseThrow()).contains("(engine kernel)");
    assertThat(Likeness.of(report).lines().get(0)).contains("1 could not be measured on both.");
    assertThat(section(report).getTextContent()).contains("not measured");
  }

  @Test
  void junitXml_bothEngines_hasNoCaseTwice() throws Exception {
    Policy policy =
        Policy.parse(
            """
            advantage:
              - {workload: first-write, target: named-volume, at-least: 2}
              - {workload: '*', target: tmpfs, engine: 'ker*', at-least: 0.5}
            """,
            "policy.yaml");
    Report gated =
        new Report(
            BOTH.run(),
            BOTH.results(),
            Optional.of(ComparedGate.judge(policy, BOTH.run().plan(), BOTH.results())));
    List<Finding> findings = gated.gate().orElseThrow().findings();
    assertThat(findings).hasSize(2 * 2 + 5);
    assertThat(findings).allMatch(finding -> finding.explanation().contains("(engine "));
    assertThat(findings.subList(4, 9)).allMatch(f -> f.cell().engine().equals("kernel"));
    for (Report report : List.of(BOTH, gated)) {
      Matcher cases =
          Pattern.compile("<testcase classname=\"([^\"]*)\" name=\"([^\"]*)\"")
              .matcher(JUnitXml.render(report));
      Set<String> names = new HashSet<>();
      while (cases.find()) {
        assertThat(names.add(cases.group(1) + " " + cases.group(2))).as(cases.group()).isTrue();
      }
      assertThat(names).hasSizeGreaterThan(8);
    }
  }
}
