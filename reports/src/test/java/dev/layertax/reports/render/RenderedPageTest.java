package dev.layertax.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.chart.Charts;
import dev.layertax.reports.chart.Picture;
import dev.layertax.reports.chart.StandardRun;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page as it stands in a run directory. */
class RenderedPageTest {
  private static final Report STANDARD =
      new Report(StandardRun.run(), StandardRun.results(), Optional.empty());

  private static RenderedPage page(Optional<String> samples) {
    return HtmlReport.rendered(STANDARD, new RawData("{\"runId\": \"µ\"}", "a,b\n1,2\n", samples));
  }

  /** What a link with that name of a file to save holds. */
  private static Optional<String> inside(RenderedPage page, String name) {
    Matcher link =
        Pattern.compile("<a href=\"data:[a-z/]+;base64,([^\"]*)\" download=\"" + name + "\">")
            .matcher(page.html());
    return link.find()
        ? Optional.of(new String(Base64.getDecoder().decode(link.group(1)), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Test
  void rawData_isInThePageItself() {
    RenderedPage page = page(Optional.of("{\"block\":0}\n"));
    assertThat(inside(page, "results.json")).contains("{\"runId\": \"µ\"}");
    assertThat(inside(page, "results.csv")).contains("a,b\n1,2\n");
    assertThat(inside(page, "samples.jsonl")).contains("{\"block\":0}\n");
    assertThat(page.html()).contains("<a href=\"jmh-result.json\">");
  }

  @Test
  void samples_thatMakeThePageTooLarge_areBesideIt() {
    for (RenderedPage page :
        new RenderedPage[] {page(Optional.empty()), page(Optional.of("x".repeat(1_900_000)))}) {
      assertThat(inside(page, "samples.jsonl")).isEmpty();
      assertThat(page.html()).contains("<a href=\"samples.jsonl\">");
      assertThat(page.html().getBytes(StandardCharsets.UTF_8).length)
          .isLessThan(RawData.LARGEST_PAGE_BYTES);
    }
  }

  @Test
  void charts_areFilesThatThePageLinksTo() throws Exception {
    RenderedPage page = page(Optional.empty());
    assertThat(page.charts()).hasSize(5 + 9 + 9);
    for (Map.Entry<String, Picture> chart : page.charts().entrySet()) {
      assertThat(chart.getKey()).matches("[a-z0-9-]{1,80}");
      assertThat(page.html())
          .containsOnlyOnce("\"charts/" + chart.getKey() + ".svg\"")
          .containsOnlyOnce("\"charts/" + chart.getKey() + ".png\"");
      Element svg =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(
                  new ByteArrayInputStream(chart.getValue().svg().getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
      BufferedImage png = ImageIO.read(new ByteArrayInputStream(chart.getValue().png()));
      assertThat(png.getWidth()).isEqualTo(2 * Integer.parseInt(svg.getAttribute("width")));
      assertThat(png.getHeight()).isEqualTo(2 * Integer.parseInt(svg.getAttribute("height")));
      assertThat(png.getRGB(0, png.getHeight() - 1)).isEqualTo(0xFFFFFFFF);
      assertThat(colours(png)).as(chart.getKey()).isGreaterThan(4);
    }
    assertThat(page.charts()).containsKeys("advantages", "map", "blocks", "copy-up", "costs");
  }

  private static long colours(BufferedImage image) {
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .distinct()
        .count();
  }

  @Test
  void charts_ofHostileNames_areFilesHereAndNowhereElse() {
    RenderedPage page =
        HtmlReport.rendered(HostileReport.made(), new RawData("", "", Optional.empty()));
    assertThat(page.charts().keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).matches("[a-z0-9][a-z0-9-]{0,82}"));
  }

  @Test
  void chartFiles_ofTheSameName_getNumbers() {
    ChartFiles files = new ChartFiles();
    Page.Figure figure =
        Page.Figure.of(
            "../../etc/passwd",
            new Charts(StandardRun.results(), .05).advantageMap("simulated"),
            new Page.Table("", List.of(), List.of()));
    assertThat(files.named("map", figure).file()).isEqualTo("map-etc-passwd");
    assertThat(files.named("map", figure).file()).isEqualTo("map-etc-passwd-2");
    assertThat(files.pictures()).hasSize(2);
  }
}
