package dev.layertax.reports.render;

import dev.layertax.reports.gate.Action;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Comparison;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.model.Verdict;
import dev.layertax.reports.wording.Figures;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, for continuous integration.
 *
 * <p>With a policy: one case per finding, and the file is red exactly when the gate fails: a lost
 * advantage and a changed counter are failures, a gated cell without measurement is an error, an
 * undecided finding is skipped, or a failure under a strict policy. Controls and failed visits that
 * are not gated stand in {@code system-out}.
 *
 * <p>Without one: a case per comparison (undecided: skipped; not measured: error) and per control
 * (a disagreement is a failure, because no other figure of the run can be trusted then), and an
 * error per failed cell.
 *
 * <p>Elements and attributes are those that Surefire's and Jenkins's schemas have in common.
 */
public final class JUnitXml {

  private enum Kind {
    PASSED(""),
    FAILED("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Kind(String element) {
      this.element = element;
    }
  }

  private record Case(String group, String name, Kind kind, String type, String message) {}

  private JUnitXml() {}

  /** The whole file in UTF-8's alphabet, lines ended by {@code \n}. */
  public static String render(Report report) {
    List<Case> cases = report.gate().map(JUnitXml::gated).orElseGet(() -> ungated(report));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeCharacters("\n  ");
      suite(xml, report, cases);
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a string cannot fail to be written to", impossible);
    }
    return text.append('\n').toString();
  }

  private static List<Case> gated(GateOutcome outcome) {
    return outcome.findings().stream()
        .map(
            finding ->
                new Case(
                    "gate." + finding.cell().engine() + "." + finding.cell().workload(),
                    finding.rule() + " on " + finding.cell(),
                    kind(finding.verdict(), outcome.action(finding)),
                    finding.verdict().name(),
                    finding.explanation()))
        .toList();
  }

  /** A viewer of test results knows no warning: what the policy lets pass is passed or skipped. */
  private static Kind kind(Finding.Verdict verdict, Action action) {
    return switch (verdict) {
      case CONFIRMED, EXACT, PASS, IMPROVED, ACCEPTED -> Kind.PASSED;
      case LOST, CHANGED, REGRESSION ->
          action == Action.FAIL ? Kind.FAILED : action == Action.WARN ? Kind.SKIPPED : Kind.PASSED;
      case INVALID -> action == Action.FAIL ? Kind.ERROR : Kind.SKIPPED;
      case INCONCLUSIVE -> action == Action.FAIL ? Kind.FAILED : Kind.SKIPPED;
    };
  }

  private static List<Case> ungated(Report report) {
    Sentences sentences = Sentences.of(report);
    List<Case> cases = new ArrayList<>();
    for (Comparison comparison : report.results().comparisons()) {
      boolean measured = !Double.isNaN(comparison.ratio());
      Kind undecided = comparison.verdict() == Verdict.INCONCLUSIVE ? Kind.SKIPPED : Kind.PASSED;
      cases.add(
          new Case(
              "comparison." + comparison.engine() + "." + comparison.workload(),
              comparison.cell().question() + " @ " + comparison.target(),
              measured ? undecided : Kind.ERROR,
              measured
                  ? comparison.verdict().name()
                  : report.results().invalid(comparison.cell()).isPresent()
                      ? "INVALID"
                      : "NOT_MEASURED",
              sentences.of(comparison)));
    }
    for (Comparison control : report.results().controls()) {
      ControlState state = sentences.state(control);
      cases.add(
          new Case(
              "control." + control.engine() + "." + control.workload(),
              control.cell().question() + " @ " + control.target() + " = " + control.reference(),
              switch (state) {
                case AGREES, TOO_WIDE -> Kind.PASSED;
                case DISAGREES -> Kind.FAILED;
                case UNKNOWN -> Kind.SKIPPED;
              },
              state.name(),
              sentences.control(control)));
    }
    cases.addAll(failedCells(report.results()));
    return cases;
  }

  private static List<Case> failedCells(Results results) {
    Map<Cell, List<Results.Failure>> byCell =
        results.failures().stream()
            .collect(
                Collectors.groupingBy(
                    Results.Failure::cell, LinkedHashMap::new, Collectors.toList()));
    List<Case> cases = new ArrayList<>();
    byCell.forEach(
        (cell, failures) ->
            cases.add(
                new Case(
                    "cell." + cell.engine() + "." + cell.workload(),
                    cell.toString(),
                    Kind.ERROR,
                    "FAILED",
                    Figures.count(failures.size(), "visit")
                        + " failed, the first in block "
                        + failures.get(0).block()
                        + ": "
                        + failures.get(0).reason())));
    return cases;
  }

  private static void suite(XMLStreamWriter xml, Report report, List<Case> cases)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", "layertax " + report.results().runId());
    attribute(xml, "tests", Integer.toString(cases.size()));
    attribute(xml, "failures", count(cases, Kind.FAILED));
    attribute(xml, "errors", count(cases, Kind.ERROR));
    attribute(xml, "skipped", count(cases, Kind.SKIPPED));
    for (Case one : cases) {
      testCase(xml, one);
    }
    List<String> concerns = Concerns.of(report);
    if (!concerns.isEmpty()) {
      xml.writeCharacters("\n    ");
      element(
          xml,
          "system-out",
          concerns.stream().map(PlainText::oneLine).collect(Collectors.joining("\n")));
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void testCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", "layertax." + one.group());
    attribute(xml, "name", one.name());
    xml.writeCharacters("\n      ");
    switch (one.kind()) {
      case PASSED -> element(xml, "system-out", PlainText.oneLine(one.message()));
      case SKIPPED -> {
        xml.writeEmptyElement(one.kind().element);
        attribute(xml, "message", one.message());
      }
      case FAILED, ERROR -> {
        xml.writeEmptyElement(one.kind().element);
        attribute(xml, "type", one.type());
        attribute(xml, "message", one.message());
      }
    }
    xml.writeCharacters("\n    ");
    xml.writeEndElement();
  }

  private static String count(List<Case> cases, Kind kind) {
    return Long.toString(cases.stream().filter(one -> one.kind() == kind).count());
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeAttribute(name, PlainText.oneLine(text));
  }
}
