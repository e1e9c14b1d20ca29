package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.gate.ComparedGate;
import dev.layertax.reports.gate.Finding;
import dev.layertax.reports.gate.GateOutcome;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What a target is, what is around its writing, and that it is not what its name says. */
class InvalidTargetsTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);
  private static final Cell BIND = LAYER.on(Target.BIND_MOUNT);
  private static final Plan PLAN = ExampleRun.plan(3, .95, LAYER, NAMED, BIND);

  private static final String WHY =
      "nothing is mounted at /data: it goes to <b>the layer</b> | `x`";
  private static final String LINE =
      "9 1 0:41 / /w/<script>alert(1)</script>|x rw - overlay overlay rw,lowerdir=/l:…(9 layers)";

  private static Report report() {
    List<Sample> samples = new ArrayList<>();
    for (int block = 0; block < 3; block++) {
      samples.add(ExampleRun.sample(block, 0, LAYER, .5));
      samples.add(ExampleRun.sample(block, 1, BIND, .1));
    }
    Environment plain = ExampleRun.environment();
    Environment environment =
        new Environment(
            plain.schemaVersion(),
            plain.host(),
            List.of(
                new Passport(
                    "simulated",
                    Target.WRITABLE_LAYER,
                    new TreeMap<>(
                        Map.of(
                            "mount", LINE,
                            "fileSystem", "overlay",
                            "device", "overlay",
                            "driver", "overlay2",
                            "freeBytes", "81604378624",
                            "freeInodes", "16361167",
                            "fsync", "durable, 812 µs, 203 times a write"))),
                new Passport(
                    "simulated",
                    Target.NAMED_VOLUME,
                    new TreeMap<>(Map.of(Passport.INVALID, WHY, "fileSystem", "overlay")))),
            List.of(new ImageBuild("simulated", "data<script>", 64 << 20, 2.5)));
    Run run = new Run(PLAN, environment, samples);
    return new Report(run, Analysis.of(run), Optional.empty());
  }

  private static String text(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))))
        .getDocumentElement()
        .getTextContent()
        .replace('\u00a0', ' ');
  }

  @Test
  void html_invalidTarget_isToldBeforeTheAnswersAndNotAsAFailure() throws Exception {
    String page = HtmlReport.render(report());
    String text = text(page);
    assertThat(text)
        .containsSubsequence(
            "Not everything is what its name says",
            "A named volume was not measured, because it is not what its name says: " + WHY + ".",
            "What should I do?",
            "a named volume is invalid",
            "invalid",
            "Costs around the writing",
            "invalid, not measured",
            "invalid: " + WHY)
        .doesNotContain("Some visits failed", "comparison has no block");
    assertThat(page).containsOnlyOnce("<script").doesNotContain("<b>the layer");
  }

  @Test
  void html_passport_tellsMountDriverSpaceAndFlushInOrder() throws Exception {
    assertThat(text(HtmlReport.render(report())))
        .containsSubsequence(
            "what it is",
            "storage driver overlay2: overlay",
            "mount line",
            LINE,
            "file system",
            "driver",
            "overlay2",
            "free space",
            "76 GiB",
            "free inodes",
            "16,361,167",
            "flush",
            "durable, 812 µs, 203 times a write");
  }

  @Test
  void html_costsAround_areMediansWithTheirVisitsAndTheImages() throws Exception {
    assertThat(text(HtmlReport.render(report())))
        .containsSubsequence(
            "Costs around the writing, medians",
            "writable-layer",
            "250 ms",
            "not measured",
            "125 ms",
            "3",
            "data<script>",
            "64 MiB",
            "2.5 s");
  }

  @Test
  void markdown_invalidTarget_isAProblemAndItsTextIsEscaped() {
    String markdown = MarkdownSummary.render(report());
    assertThat(markdown)
        .containsSubsequence(
            "## Problems",
            "not what its name says: nothing is mounted at /data",
            "## Costs around the writing",
            "| simulated | writable-layer | 250 ms | not measured | not measured | 125 ms | 3 |",
            "| simulated | data&lt;script&gt; | 64 MiB | 2.5 s |",
            "## What was measured, on what",
            "| simulated | writable-layer | storage driver overlay2: overlay | durable, 812 µs,",
            "invalid: nothing is mounted")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void junitAndConsole_invalidTarget_sayInvalid() {
    assertThat(JUnitXml.render(report())).contains("type=\"INVALID\"").doesNotContain("<script");
    assertThat(ConsoleTable.render(report(), 100, false))
        .containsPattern("named-volume +invalid")
        .contains("! A named volume was not measured");
  }

  @Test
  void gate_ruleOfAnInvalidTarget_isInvalidForThatReason() throws Exception {
    Policy policy =
        Policy.parse(
            "advantage:\n  - {workload: first-write, target: named-volume, at-least: 2}\n",
            "policy.yaml");
    GateOutcome outcome = ComparedGate.judge(policy, PLAN, report().results());
    assertThat(outcome.findings())
        .extracting(Finding::verdict)
        .containsExactly(Finding.Verdict.INVALID);
    assertThat(outcome.findings().get(0).explanation()).contains(WHY);
    assertThat(outcome.status()).isEqualTo(GateOutcome.Status.INVALID);
  }
}
