package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.reports.chart.StandardRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          HtmlReport.render(
              switch (name) {
                case "standard" ->
                    new Report(StandardRun.run(), StandardRun.results(), Optional.empty())
                        .with(Optional.of(ReportFixture.guarantees()));
                case "troubled" -> ReportFixture.troubledAndGated();
                case "engines" -> LikenessTest.BOTH;
                case "hostile" -> HostileReport.made();
                default -> throw new IllegalArgumentException(name);
              }));
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
    "engines,1440,false"
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
