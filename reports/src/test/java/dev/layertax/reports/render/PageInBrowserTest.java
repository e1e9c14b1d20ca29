package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.reports.chart.StandardRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser has it, from disk. */
class PageInBrowserTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 360;

  private static final RawData RAW_DATA = new RawData("{}", "a,b", Optional.of("{\"block\":0}"));

  @TempDir static Path directory;
  private static Browser browser;

  @BeforeAll
  static void needsChromium() {
    Optional<String> why = Browser.unavailable();
    why.ifPresent(reason -> System.out.println("skipped, page not seen in a browser: " + reason));
    assumeTrue(why.isEmpty(), () -> why.get());
    browser = Browser.start();
  }

  @AfterAll
  static void closesIt() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path page(String name) throws IOException {
    Path file = directory.resolve(name + ".html");
    if (name.equals("history")) {
      Files.writeString(file, HistoryPage.render(HistoryPageTest.hostile()));
    } else if (!Files.exists(file)) {
      Files.writeString(
          file,
          HtmlReport.rendered(
                  switch (name) {
                    case "standard" ->
                        new Report(StandardRun.run(), StandardRun.results(), Optional.empty())
                            .with(Optional.of(ReportFixture.guarantees()));
                    case "troubled" -> ReportFixture.troubledAndGated();
                    case "engines" -> LikenessTest.BOTH;
                    case "hostile" -> HostileReport.made();
                    default -> throw new IllegalArgumentException(name);
                  },
                  RAW_DATA)
              .html());
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "standard,1440,false",
    "standard,360,true",
    "troubled,1440,true",
    "troubled,360,false",
    "engines,360,false",
    "history,1440,true",
    "history,360,false",
    "hostile,1440,false",
    "hostile,360,true"
  })
  void page_opened_loadsNothingSaysNothingAndFits(String name, int width, boolean dark)
      throws IOException {
    Path page = page(name);
    browser.open(page, width, dark);
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    assertThat(browser.number("return document.scrollingElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat(cutOrOverlapping()).isEmpty();
    assertThat(partsOfFiguresOnEachOther()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.equals(page.toUri().toString()));
    assertThat(browser.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "standard,1440,true",
    "standard,360,false",
    "troubled,1440,false",
    "troubled,360,true",
    "engines,1440,false",
    "history,360,true"
  })
  void page_inAxesEyes_violatesNothingOfWcagAA(String name, int width, boolean dark)
      throws IOException {
    browser.open(page(name), width, dark);
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    assertThat(browser.violations()).isEmpty();
  }

  @Test
  void page_darkTaste_isDarkAndPrintIsNot() throws IOException {
    String background = "return getComputedStyle(document.body).backgroundColor";
    browser.open(page("standard"), WIDE, false);
    String light = browser.text(background);
    browser.open(page("standard"), WIDE, true);
    assertThat(browser.text(background)).isNotEqualTo(light);
    browser.print(true);
    assertThat(browser.text(background)).isEqualTo("rgb(255, 255, 255)");
    browser.print(false);
  }

  @Test
  void page_link_leadsToItsSection() throws IOException {
    browser.open(page("standard"), NARROW, false);
    List<String> missed =
        browser.texts(
            """
            const missed = [];
            document.querySelectorAll('nav a').forEach(link => {
              link.click();
              const top = document.querySelector(link.hash).getBoundingClientRect().top;
              const end = document.scrollingElement.scrollHeight - innerHeight;
              if (Math.abs(top) > 40 && scrollY < end - 2) missed.push(link.hash + ' at ' + top);
            });
            return missed;
            """);
    assertThat(missed).isEmpty();
  }

  @Test
  void filter_byQuestionAndTarget_leavesThatAndSaysSo() throws IOException {
    browser.open(page("standard"), WIDE, false);
    assertThat(browser.text("return document.getElementById('shown').textContent")).isEmpty();
    choose("question", "First write to a 64 MiB image file");
    choose("target", "tmpfs");
    assertThat(browser.text("return document.getElementById('shown').textContent"))
        .isEqualTo("1 of 36 comparisons shown");
    assertThat(browser.texts(SEEN_ARTICLES))
        .hasSize(1)
        .allMatch(one -> one.contains("64\u00a0MiB"));
    assertThat(browser.texts(SEEN_ROWS))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row)
                    .startsWith("First write to a 64 MiB image file|")
                    .endsWith("|tmpfs"));
    assertThat(browser.number(DIMMED)).isEqualTo(browser.number(DIMMABLE) * 35 / 36);

    browser.run("document.querySelector('#filter button').click()");
    assertThat(browser.number("return document.querySelectorAll('main [hidden]').length")).isZero();
  }

  @Test
  void filter_withoutScript_isNotShown() throws IOException {
    String page = Files.readString(page("standard"));
    Path quiet = directory.resolve("quiet.html");
    Files.writeString(quiet, page.replaceAll("(?s)<script>.*</script>", ""));
    browser.open(quiet, WIDE, false);
    assertThat(browser.texts("return [document.getElementById('filter').offsetHeight]"))
        .containsExactly("0");
  }

  @Test
  void sort_byCost_ordersByWhatFiguresMean() throws IOException {
    browser.open(page("standard"), WIDE, false);
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    String header = "const header = document.querySelectorAll('#advantages th[scope=col]')[4];";
    String costs =
        header
            + "return [...header.closest('table').tBodies].map(body =>"
            + " [...body.rows].slice(1).map(row => row.cells[4].textContent).join('|'))";
    List<String> before = browser.texts(costs);
    browser.run(header + "header.querySelector('button').click()");
    assertThat(browser.text(header + "return header.ariaSort")).isEqualTo("descending");
    List<Double> down =
        browser.texts(costs).stream().flatMap(group -> seconds(group).stream()).toList();
    assertThat(browser.texts(costs))
        .hasSameSizeAs(before)
        .allSatisfy(
            group -> assertThat(seconds(group)).isSortedAccordingTo(Comparator.reverseOrder()));
    assertThat(down.get(0)).isEqualTo(down.stream().max(Double::compare).orElseThrow());
    browser.run(header + "header.querySelector('button').click()");
    assertThat(browser.text(header + "return header.ariaSort")).isEqualTo("ascending");
    assertThat(browser.texts(costs))
        .allSatisfy(
            group -> assertThat(seconds(group)).isSortedAccordingTo(Comparator.naturalOrder()));
    browser.run(header + "header.querySelector('button').click()");
    assertThat(browser.texts(costs)).isEqualTo(before);
  }

  @Test
  void link_toACell_opensItsTableAndShowsIt() throws IOException {
    Path page = page("standard");
    browser.open(page, NARROW, false);
    String id =
        browser.text("return [...document.querySelectorAll('#advantages tr[id]')].at(-1).id");
    assertThat(id).endsWith("-tmpfs");
    browser.run("location.hash = '" + id + "'");
    String seen =
        "const box = document.getElementById('"
            + id
            + "').getBoundingClientRect();"
            + "return [box.height > 0 && box.top >= 0 && box.bottom <= innerHeight]";
    assertThat(browser.texts("return new Promise(after => setTimeout(after, 200, ['']))"))
        .hasSize(1);
    assertThat(browser.texts(seen)).containsExactly("true");
    assertThat(browser.text("return document.querySelector('#' + '" + id + " a').hash"))
        .isEqualTo("#" + id);
  }

  @Test
  void chart_pointedAt_saysFigureAndInterval() throws IOException {
    browser.open(page("standard"), WIDE, false);
    assertThat(
            browser.texts(
                """
                const mark = document.querySelector('#advantages .wide rect[data-target=tmpfs]');
                mark.scrollIntoView({block: 'center'});
                const box = mark.getBoundingClientRect();
                const hit = document.elementFromPoint(box.left + 300, box.top + box.height / 2);
                return [hit === mark, hit.querySelector('title').textContent];
                """))
        .element(1)
        .asString()
        .matches("Append to a write-ahead log, synced, tmpfs: .+ \\(.+ to .+\\)");
  }

  private static final String SEEN_ARTICLES =
      "return [...document.querySelectorAll('article')].filter(one => one.offsetHeight)"
          + ".map(one => one.textContent)";
  private static final String SEEN_ROWS =
      "return [...document.querySelectorAll('tr[data-target]')].filter(one => !one.hidden)"
          + ".map(one => one.dataset.question + '|' + one.dataset.target)";
  private static final String DIMMABLE =
      "return document.querySelectorAll('#advantages .wide rect[data-target]').length";
  private static final String DIMMED =
      "return document.querySelectorAll('#advantages .wide rect[data-target].off').length";

  private static void choose(String select, String value) {
    browser.run(
        "const select = document.querySelector('select[name=%s]'); select.value = '%s';"
                .formatted(select, value)
            + "select.dispatchEvent(new Event('change', {bubbles: true}))");
  }

  private static List<Double> seconds(String group) {
    return Arrays.stream(group.split("\\|", -1)).map(PageInBrowserTest::second).toList();
  }

  private static double second(String text) {
    String[] parts = text.split("\u00a0", 2);
    return Double.parseDouble(parts[0].replace(",", ""))
        * Map.of("ns", 1e-9, "µs", 1e-6, "ms", 1e-3, "s", 1.0).get(parts[1]);
  }

  /** A heading, a chart, the links to its files and its table stand one under the other. */
  private static List<String> partsOfFiguresOnEachOther() {
    return browser.texts(
        """
        const faults = [];
        document.querySelectorAll('figure').forEach(figure => {
          const parts = [...figure.children].filter(part => part.getBoundingClientRect().height);
          parts.slice(1).forEach((part, i) => {
            const over = parts[i].getBoundingClientRect().bottom - part.getBoundingClientRect().top;
            if (over > 1) faults.push(part.textContent.trim().slice(0, 80) + ' by ' + over);
          });
        });
        return faults;
        """);
  }

  /**
   * Texts of charts that are seen and lie on each other or outside of their picture. What a font's
   * boxes have around the letters may touch.
   */
  private static List<String> cutOrOverlapping() {
    return browser.texts(
        """
        const faults = [];
        document.querySelectorAll('svg.chart').forEach(svg => {
          const frame = svg.getBoundingClientRect();
          if (!frame.width) return;
          const texts = [...svg.querySelectorAll('text')]
            .map(text => ({words: text.textContent, box: text.getBoundingClientRect()}))
            .filter(one => one.words);
          texts.forEach((one, i) => {
            const a = one.box;
            if (a.left < frame.left - 3 || a.right > frame.right + 3
                || a.top < frame.top - 3 || a.bottom > frame.bottom + 3) {
              faults.push(svg.getAttribute('aria-label').slice(0, 60) + ' cuts: ' + one.words);
            }
            texts.slice(i + 1).forEach(other => {
              const b = other.box;
              const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (wide > 1 && high > a.height * .3) {
                faults.push(one.words + ' overlaps ' + other.words);
              }
            });
          });
        });
        return faults;
        """);
  }
}
