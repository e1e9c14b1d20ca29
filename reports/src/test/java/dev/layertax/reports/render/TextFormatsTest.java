package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The text formats sealed by golden files, and what must hold whatever the files say. */
class TextFormatsTest {

  @Test
  void markdown_troubledAndGated_matchesGolden() throws IOException {
    GoldenFile.assertMatches(
        "troubled-gated.md", MarkdownSummary.render(ReportFixture.troubledAndGated()));
  }

  @Test
  void markdown_calm_matchesGolden() throws IOException {
    GoldenFile.assertMatches("calm.md", MarkdownSummary.render(ReportFixture.calm()));
  }

  @Test
  void junitXml_troubled_matchesGoldenAndSchema() throws Exception {
    String xml = JUnitXml.render(ReportFixture.troubled());
    GoldenFile.assertMatches("troubled.xml", xml);
    validate(xml);
  }

  @Test
  void junitXml_troubledAndGated_matchesGoldenAndSchema() throws Exception {
    String xml = JUnitXml.render(ReportFixture.troubledAndGated());
    GoldenFile.assertMatches("troubled-gated.xml", xml);
    validate(xml);
  }

  @Test
  void console_troubledAndGated_matchesGolden() throws IOException {
    GoldenFile.assertMatches(
        "troubled-gated.txt", ConsoleTable.render(ReportFixture.troubledAndGated(), 100, false));
  }

  @Test
  void console_calmInColour_matchesGolden() throws IOException {
    GoldenFile.assertMatches(
        "calm-colour.txt", ConsoleTable.render(ReportFixture.calm(), 80, true));
  }

  @Test
  void console_narrowTerminal_keepsWithinEightyColumns() {
    assertThat(ConsoleTable.render(ReportFixture.troubledAndGated(), 20, false).lines())
        .allSatisfy(
            line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80));
  }

  @Test
  void everyFormat_hostileText_letsNoControlCharacterThrough() {
    Report report = ReportFixture.troubledAndGated();
    List<String> texts =
        List.of(
            MarkdownSummary.render(report),
            JUnitXml.render(report),
            JUnitXml.render(ReportFixture.troubled()),
            ConsoleTable.render(report, 100, false));
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text.codePoints().filter(letter -> letter != '\n'))
                    .noneMatch(
                        letter ->
                            Character.getType(letter) == Character.CONTROL
                                || Character.getType(letter) == Character.FORMAT));
  }

  @Test
  void junitXml_counts_matchItsCases() throws Exception {
    Element suite = suite(JUnitXml.render(ReportFixture.troubled()));
    for (String kind : List.of("failure", "error")) {
      assertThat(suite.getElementsByTagName(kind).getLength())
          .isEqualTo(Integer.parseInt(suite.getAttribute(kind + "s")));
    }
    assertThat(suite.getElementsByTagName("skipped").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("skipped")));
    assertThat(suite.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
  }

  @Test
  void junitXml_undecidedFinding_failsOnlyUnderAStrictPolicy() throws Exception {
    for (boolean strict : List.of(true, false)) {
      Element suite = suite(JUnitXml.render(undecided(strict)));
      assertThat(suite.getAttribute("failures")).isEqualTo(strict ? "1" : "0");
      assertThat(suite.getAttribute("skipped")).isEqualTo(strict ? "0" : "1");
    }
  }

  @Test
  void concerns_undecidedFinding_countsOnlyUnderAStrictPolicy() {
    assertThat(Concerns.of(undecided(true))).containsExactly("Gate, undecided: why");
    assertThat(Concerns.of(undecided(false))).isEmpty();
  }

  private static Report undecided(boolean strict) {
    Report calm = ReportFixture.calm();
    Finding finding =
        new Finding(
            1, "rule", ReportFixture.fasterVolume().cell(), Finding.Verdict.INCONCLUSIVE, "why");
    return new Report(
        calm.run(),
        calm.results(),
        Optional.of(new GateOutcome("p.yaml", strict, List.of(finding), List.of())));
  }

  @Test
  void junitXml_hostileReason_readsBackAsText() throws Exception {
    Element suite = suite(JUnitXml.render(ReportFixture.troubled()));
    assertThat(suite.getTextContent())
        .contains("<script>alert('x')</script> | `b` *c* [d](e) & \"f\" ]]>");
  }

  @Test
  void escaped_markup_isShownAsItIs() {
    assertThat(Markdown.escaped("a|b `c` *d* <e> & #f [g](h)\n- i"))
        .isEqualTo("a\\|b \\`c\\` \\*d\\* &lt;e&gt; &amp; \\#f \\[g\\](h) - i");
    assertThat(Markdown.escaped("1. no list")).isEqualTo("1\\. no list");
    assertThat(Markdown.escaped("- no list")).isEqualTo("\\- no list");
  }

  @Test
  void command_wordsWithBlanksAndQuotes_areQuotedForAShell() {
    assertThat(PlainText.command(List.of("run", "--workload", "*", "it's")))
        .isEqualTo("run --workload '*' 'it'\\''s'");
  }

  private static Element suite(String xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    return (Element) document.getElementsByTagName("testsuite").item(0);
  }

  private static void validate(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(TextFormatsTest.class.getResource("/junit-subset.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  @Test
  void guarantees_table_matchesGolden() throws IOException {
    GoldenFile.assertMatches(
        "guarantees.txt", GuaranteeTable.render(ReportFixture.guarantees(), 80, false));
  }

  @Test
  void guarantees_table_fitsEightyColumnsAndSaysEachOutcomeInAWord() {
    String table = GuaranteeTable.render(ReportFixture.guarantees(), 80, true);
    String plain = table.replaceAll("\u001b\\[\\d+m", "");
    assertThat(plain.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(plain).contains("kept", "lost *", "orphaned", "impossible", "failed", "not tried");
    assertThat(plain).doesNotContain("\u001b", "\u202e", "\u0000");
  }
}
