package dev.layertax.reports.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a screen, and what a test asks it about a page. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern REQUESTED =
      Pattern.compile("\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");

  /** It warns of every Chromium newer than itself, and of nothing else that matters here. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Why there is none on this machine; empty when there is one. */
  static Optional<String> unavailable() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)
        ? Optional.empty()
        : Optional.of(
            "no "
                + CHROMIUM
                + " with "
                + DRIVER
                + "; Debian's packages chromium and chromium-driver have them");
  }

  static Browser start() {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // no sandbox for root; no call home, so that every request is the page's
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens it as a reader with that window and that taste does; nothing logged before counts. */
  void open(Path page, int width, boolean dark) {
    messages();
    requests();
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    driver.get(page.toUri().toString());
  }

  /** As it would be printed, or as it is again. */
  void print(boolean print) {
    cdp("Emulation.setEmulatedMedia", Map.of("media", print ? "print" : ""));
  }

  private void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  /** What the console says since the last call, of any level. */
  List<String> messages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The address of everything that was asked for since the last call. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> REQUESTED.matcher(entry.getMessage()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .toList();
  }

  /** Runs a function's body. */
  void run(String body) {
    driver.executeScript(body);
  }

  /** The text that a function's body returns. */
  String text(String body) {
    return String.valueOf(driver.executeScript(body));
  }

  /** The number that a function's body returns. */
  double number(String body) {
    return ((Number) driver.executeScript(body)).doubleValue();
  }

  /** The texts that a function's body returns an array of, or a promise of one. */
  List<String> texts(String body) {
    return ((List<?>) driver.executeScript(body)).stream().map(String::valueOf).toList();
  }

  /**
   * What axe-core finds against WCAG 2.2 at level AA: a rule, its words and the first place, each.
   */
  List<String> violations() {
    driver.executeScript(axe());
    return texts(
        """
        return axe.run(document, {runOnly: {type: 'tag',
            values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}})
          .then(found => found.violations.map(one => one.id + ': ' + one.help + ', '
            + one.nodes.length + ' times, first ' + one.nodes[0].html.slice(0, 300) + ' '
            + one.nodes[0].failureSummary));
        """);
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("axe.min.js of the test's class path cannot be read", e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
