package dev.layertax.reports.render;

import dev.layertax.reports.chart.Charts;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Fills the templates of pages, each with the one style sheet and the one script. */
final class HtmlTemplate {
  private static final Configuration FREEMARKER = configuration();

  private static final String STYLE = resource("report.css") + Charts.stylesheet();

  /** In a section that XML does not parse, for the page is XML too. */
  private static final String SCRIPT = "//<![CDATA[\n" + resource("report.js").strip() + "\n//]]>";

  /**
   * What XML 1.0 (section 2.2) and HTML cannot hold, escaped or not, and what turns the direction
   * of the text after it (Unicode Annex 9, section 2): a verdict must not read backwards.
   */
  private static final Pattern UNPRINTABLE =
      Pattern.compile(
          "[^\\t\\n\\x20-\\x7E\\x{A0}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]"
              + "|[\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

  private HtmlTemplate() {}

  /**
   * The page, with every value escaped.
   *
   * @param template name of a resource beside this class
   */
  static String fill(String template, Map<String, Object> values) {
    Map<String, Object> page = new LinkedHashMap<>(values);
    page.put("style", STYLE);
    page.put("styleHash", sha256(STYLE));
    page.put("script", SCRIPT);
    page.put("scriptHash", sha256(SCRIPT));
    StringWriter html = new StringWriter();
    try {
      FREEMARKER.getTemplate(template).process(page, html);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException(template + " of this jar cannot be filled in", e);
    }
    return UNPRINTABLE.matcher(html.getBuffer()).replaceAll("\uFFFD");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
    configuration.setClassForTemplateLoading(HtmlTemplate.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    return configuration;
  }

  /** With line feeds alone, as a browser hashes it. */
  private static String resource(String name) {
    try (InputStream bytes = HtmlTemplate.class.getResourceAsStream(name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " of this jar cannot be read", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
