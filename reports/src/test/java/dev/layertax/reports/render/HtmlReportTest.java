package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.chart.Contrast;
import dev.layertax.reports.chart.FontlessCharts;
import dev.layertax.reports.chart.StandardRun;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Guarantee;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.wording.Experiments;
import dev.layertax.reports.wording.Names;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final Set<String> ELEMENTS =
      Set.of(
          ("html head meta title style body header main footer nav section article figure figcaption"
                  + " details summary h1 h2 h3 h4 p a b strong span code pre ul li dl dt dd div time table"
                  + " form label select option button output script"
                  + " caption thead tbody tr th td svg g text line path rect circle ellipse polygon"
                  + " polyline")
              .split(" "));

  private static final Report STANDARD =
      new Report(StandardRun.run(), StandardRun.results(), Optional.empty());

  private static final String PAGE = HtmlReport.render(STANDARD);

  @Test
  void render_standardRun_isOneSmallWellFormedPage() throws Exception {
    String page = PAGE;
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(800_000);
    assertThat(page).startsWith("<!DOCTYPE html>");
    assertThat(parsed(page).getElementsByTagName("svg").getLength()).isEqualTo(5 * 2 + 9 + 9);
    assertThat(names(parsed(page))).isSubsetOf(ELEMENTS);
  }

  @Test
  void render_standardRun_hasASentenceForEveryAnswerAndEveryComparison() throws Exception {
    String text = text(PAGE);
    Sentences sentences = Sentences.of(STANDARD);
    assertThat(sentences.answers()).hasSize(9);
    sentences.answers().forEach(answer -> assertThat(text).contains(answer.text()));
    STANDARD
        .results()
        .comparisons()
        .forEach(comparison -> assertThat(text).contains(sentences.of(comparison)));
    assertThat(text).contains(sentences.controls());
  }

  @Test
  void render_standardRun_opensWithTheAnswersAndEndsWithTheWords() throws Exception {
    String text = text(PAGE);
    assertThat(text)
        .containsSubsequence(
            "9 questions on 5 targets (45 cells)",
            "What should I do?",
            "Move it out of the writable layer",
            "190 times faster",
            "Put it where you like",
            "Cannot be decided",
            "No policy was given",
            "How sure is it?",
            Names.flag("shape"),
            "How much faster or slower is each place?",
            "Where does the cost come from?",
            "What does the first write to a file of the image cost?",
            "How long do single operations take?",
            "What does it cost in absolute terms?",
            "What did the operations do?",
            "67,108,864 (64 MiB)",
            "What is guaranteed?",
            "What was measured, on what?",
            "/var/lib/layertax/storage/bind-mount",
            "Can I trust this run?",
            "Did what must not differ differ?",
            "Did the machine hold still?",
            "Was anything left out?",
            "I/O pressure .41 is above .2",
            "How do I run it again?",
            "scripts/layertax run --profile standard --seed 42",
            "Words");
  }

  @Test
  void render_anyRun_loadsNothingAndSaysSoToTheBrowser() throws Exception {
    String page = PAGE;
    Document document = parsed(page);
    for (Element element : elements(document)) {
      assertThat(element.getAttribute("src")).isEmpty();
      assertThat(element.getAttribute("style")).isEmpty();
      assertThat(element.getAttribute("href")).matches("|#[a-z0-9-]+");
    }
    assertThat(page).doesNotContain("url(", "@import");
    assertThat(
            page.replace("http://www.w3.org/1999/xhtml", "")
                .replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "//www");
    assertThat(policy(document))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + sha256(document.getElementsByTagName("style").item(0).getTextContent())
                + "'; script-src 'sha256-"
                + sha256(script(page))
                + "'; img-src data:; base-uri 'none'; form-action 'none'");
  }

  /** As a browser hashes it: all between the tags. */
  private static String script(String page) {
    return page.substring(page.indexOf("<script>") + 8, page.indexOf("</script>"));
  }

  @Test
  void render_everySectionLink_leadsToASection() throws Exception {
    Document document = parsed(PAGE);
    Set<String> ids = new HashSet<>();
    for (Element element : elements(document)) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).isTrue();
      }
    }
    for (Element element : elements(document)) {
      if (element.hasAttribute("href")) {
        assertThat(ids).contains(element.getAttribute("href").substring(1));
      }
    }
  }

  @Test
  void render_everyChart_hasAWordForThoseWhoDoNotSeeItAndATable() throws Exception {
    Document document = parsed(PAGE);
    NodeList pictures = document.getElementsByTagName("svg");
    for (int i = 0; i < pictures.getLength(); i++) {
      Element picture = (Element) pictures.item(i);
      assertThat(picture.getAttribute("role")).isEqualTo("img");
      assertThat(picture.getAttribute("aria-label")).hasSizeGreaterThan(40);
      Element figure = (Element) picture.getParentNode();
      assertThat(figure.getElementsByTagName("table").getLength()).isEqualTo(1);
    }
  }

  @Test
  void render_sameReport_isTheSamePage() {
    Report again = new Report(StandardRun.run(), StandardRun.results(), Optional.empty());
    assertThat(HtmlReport.render(again)).isEqualTo(PAGE);
  }

  @Test
  void render_withoutFonts_hasEveryTableAndSaysWhyChartsAreMissing() throws Exception {
    String page = HtmlReport.render(STANDARD, FontlessCharts.of(STANDARD.results()));
    Document document = parsed(page);
    assertThat(document.getElementsByTagName("svg").getLength()).isZero();
    assertThat(text(page)).contains("This machine's Java cannot paint charts");
    assertThat(document.getElementsByTagName("table").getLength())
        .isEqualTo(parsed(PAGE).getElementsByTagName("table").getLength());
  }

  @Test
  void render_emptyResults_saysWhatIsMissing() throws Exception {
    Results empty =
        new Results(
            1, "run", "smoke", 10, 0, List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of());
    String text = text(HtmlReport.render(new Report(StandardRun.run(), empty, Optional.empty())));
    assertThat(text)
        .contains(
            "This run compared nothing",
            "No comparison of this run gave a ratio to draw.",
            "No first write to a file of known size was measured in this run.",
            "No latencies were sampled in this run.",
            "No cell of this run gave a cost to draw.",
            "There is no control");
  }

  @Test
  void render_failuresBrokenControlsAndFindings_standBeforeTheAnswers() throws Exception {
    Report report = ReportFixture.troubledAndGated();
    Sentences sentences = Sentences.of(report);
    String text = text(HtmlReport.render(report));
    GateOutcome gate = report.gate().orElseThrow();
    String top = text.substring(0, text.indexOf("What should I do?"));
    assertThat(top)
        .contains(
            inPage(sentences.failures().orElseThrow()),
            inPage(sentences.controls()),
            Concerns.answer(gate),
            "the fork ended with exit code 1: No space left on device.");
    assertThat(text)
        .contains(
            "Do not act on it: a control of this question disagrees.",
            "Doubtful: " + Names.flag("few-blocks") + " and " + Names.flag("shape") + ".")
        .doesNotContain("\u202e");
    gate.findings().stream()
        .filter(finding -> finding.verdict() == Finding.Verdict.CHANGED)
        .forEach(finding -> assertThat(top).contains(inPage(finding.explanation())));
    assertThat(report.results().failures())
        .allSatisfy(failure -> assertThat(text).contains(inPage(failure.reason())));
    assertThat(report.results().comparisons())
        .allSatisfy(one -> assertThat(text).contains(inPage(sentences.of(one))));
    assertThat(gate.findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(text).contains(inPage(finding.rule())));
  }

  @Test
  void render_runWithoutAWorry_hasNothingBeforeTheAnswers() throws Exception {
    String page = HtmlReport.render(ReportFixture.calm());
    assertThat(page).doesNotContain("class=\"alert\"", "class=\"failures\"");
    assertThat(text(page)).contains("Move it out of the writable layer", "Put it where you like");
  }

  @Test
  void render_hostileTextInEveryField_staysText() throws Exception {
    String page = HtmlReport.render(HostileReport.made());
    Document document = parsed(page);
    assertThat(names(document)).isSubsetOf(ELEMENTS);
    for (Element element : elements(document)) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        assertThat(attributes.item(i).getNodeName()).doesNotStartWith("on");
      }
    }
    assertThat(page).containsOnlyOnce("<script").doesNotContain("<img").doesNotContain("\u0007");
    String text = text(page);
    Set<Integer> shown = new HashSet<>();
    Matcher marks =
        Pattern.compile("#(\\d+)</style></title><script>alert\\(1\\)</script>").matcher(text);
    while (marks.find()) {
      shown.add(Integer.valueOf(marks.group(1)));
    }
    assertThat(shown).containsAll(IntStream.rangeClosed(1, 29).boxed().toList());
    assertThat(text).contains("${7*7}<#stop>").doesNotContain("49<#stop>");
  }

  @Test
  void render_pageColours_haveTheContrastThatTextNeeds() {
    // WCAG 2.2, 1.4.3
    String css = PAGE;
    String[][] pairs = {
      {"text", "page"},
      {"text", "card"},
      {"quiet", "page"},
      {"quiet", "card"},
      {"link", "page"},
      {"good", "good-back"},
      {"good", "card"},
      {"bad", "bad-back"},
      {"bad", "card"},
      {"same", "same-back"},
      {"same", "card"},
      {"doubt", "doubt-back"},
      {"doubt", "card"},
      {"text", "soft"}
    };
    for (String[] pair : pairs) {
      for (int scheme = 0; scheme < 2; scheme++) {
        assertThat(Contrast.of(colour(css, pair[0], scheme), colour(css, pair[1], scheme)))
            .as(pair[0] + " on " + pair[1] + ", scheme " + scheme)
            .isGreaterThan(4.5);
      }
    }
  }

  /** A text as a browser shows it: characters that no page can hold are replaced. */
  @Test
  void render_figureAndUnit_stayOnOneLine() {
    assertThat(Page.unbroken("46 % faster (16 to 85 %), 1.2 ms, 64 MiB/s, 4 blocks, 3 sizes"))
        .isEqualTo(
            "46\u00a0% faster (16 to 85\u00a0%), 1.2\u00a0ms, 64 MiB/s, 4\u00a0blocks, 3 sizes");
    assertThat(PAGE).contains("190\u00a0times faster");
  }

  private static String inPage(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x{202e}]", "\ufffd");
  }

  @Test
  void render_runWithoutGuarantees_saysHowToGetThem() throws Exception {
    assertThat(text(PAGE))
        .contains("What is guaranteed?", "scripts/layertax guarantees --run DIR")
        .doesNotContain("The evidence for each outcome");
  }

  @Test
  void render_guarantees_haveAWordForEachOutcomeAndTheirEvidence() throws Exception {
    String page = HtmlReport.render(STANDARD.with(Optional.of(ReportFixture.guarantees())));
    assertThat(names(parsed(page))).isSubsetOf(ELEMENTS);
    String text = text(page);
    assertThat(text).doesNotContain("guarantees --run DIR");
    for (Guarantee finding : ReportFixture.guarantees().findings()) {
      assertThat(page)
          .containsPattern(">" + Experiments.word(finding.outcome()) + "( \\*)?</span>")
          .containsOnlyOnce("<script");
    }
    assertThat(text)
        .contains(
            "lost *",
            "not tried",
            "unheard-of",
            "8 experiments: 4 kept, 1 lost, 1 orphaned, 1 impossible and 1 failed.",
            "499 of the 500 records (13.7 KiB)",
            "backup on tmpfs of engine simulated: the experiment broke",
            "says otherwise, kept: Volumes, A volume's lifecycle");
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  /** With plain spaces where the page keeps a figure and its unit on one line. */
  private static String text(String page) throws Exception {
    return parsed(page).getDocumentElement().getTextContent().replace('\u00a0', ' ');
  }

  private static List<Element> elements(Document document) {
    NodeList nodes = document.getElementsByTagName("*");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Set<String> names(Document document) {
    Set<String> names = new HashSet<>();
    elements(document).forEach(element -> names.add(element.getTagName()));
    return names;
  }

  private static String policy(Document document) {
    return elements(document).stream()
        .filter(e -> e.getAttribute("http-equiv").equals("Content-Security-Policy"))
        .map(e -> e.getAttribute("content"))
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String colour(String css, String name, int scheme) {
    return Pattern.compile("--" + name + ":#([0-9a-f]{6})")
        .matcher(css)
        .results()
        .map(result -> result.group(1))
        .toList()
        .get(scheme);
  }
}
