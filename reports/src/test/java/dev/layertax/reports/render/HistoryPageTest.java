package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.stats.History;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HistoryPageTest {

  /** Three runs, one of another machine, with markup in every name. */
  static History hostile() {
    List<Run> runs = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      Run run = EnginesRun.of("simulated");
      Environment environment = run.environment();
      Map<String, String> host = new TreeMap<>(environment.host());
      host.put("kernel", day == 1 ? ReportFixture.HOSTILE : "6.8");
      runs.add(
          new Run(
              Altered.of(
                  run.plan(),
                  Map.of(
                      "runId", ReportFixture.HOSTILE + day,
                      "createdAt", "2026-11-0" + day + "T10:00:00Z")),
              Altered.of(environment, Map.of("host", new TreeMap<>(host))),
              run.samples()));
    }
    return History.of(runs);
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  @Test
  void page_ofHostileRuns_isWellFormedAndStaysText() throws Exception {
    String page = HistoryPage.render(hostile());
    Document document = parsed(page);
    assertThat(page).startsWith("<!DOCTYPE html>").contains(HistoryPage.MARK);
    assertThat(page).containsOnlyOnce("<script");
    assertThat(document.getDocumentElement().getTextContent())
        .contains(
            "another machine than the newest run's: kernel was", "<script>alert('x')</script>");
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2 * 5);
    assertThat(page.indexOf(HistoryPage.MARK)).isLessThan(512);
  }

  @Test
  void page_ofTheSameRuns_isTheSame() {
    assertThat(HistoryPage.render(hostile())).isEqualTo(HistoryPage.render(hostile()));
  }

  @Test
  void console_ofHostileRuns_keepsToItsLines() {
    String console = HistoryPage.console(hostile());
    assertThat(console.lines())
        .hasSize(3 + 1 + 1)
        .allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    assertThat(console).contains("host.kernel: ", " | 6.8 | 6.8");
  }
}
