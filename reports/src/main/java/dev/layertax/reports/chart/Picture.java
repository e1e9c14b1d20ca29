package dev.layertax.reports.chart;

import java.util.Locale;

/** A chart as files of its own, in the light colours on white, laid out for a desk. */
public final class Picture {
  private final Plot plot;

  private final String painted;

  /**
   * @param painted the plot as the {@code svg} element of a page
   */
  Picture(Plot plot, String painted) {
    this.plot = plot;
    this.painted = painted;
  }

  /** A whole SVG document. */
  public String svg() {
    int end = painted.indexOf('>');
    return String.format(
            Locale.ROOT,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n%s width=\"%d\" height=\"%d\">"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%s%n",
            painted.substring(0, end),
            plot.width(),
            plot.height(),
            painted.substring(end + 1))
        .replace("\r\n", "\n");
  }

  /** A PNG of twice as many pixels; its bytes depend on the machine's fonts. */
  public byte[] png() {
    return PngPainter.paint(plot);
  }
}
