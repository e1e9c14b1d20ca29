package dev.layertax.reports.chart;

import dev.layertax.reports.wording.Subject;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;

/**
 * A chart that is built but not painted.
 *
 * @param size which of a chart's variants this is; becomes a class of the SVG element
 * @param width of the whole picture in pixels
 * @param height of the whole picture in pixels
 * @param left of the plot area
 * @param top of the plot area
 * @param marks everything drawn in the plot area, as large as the area
 * @param labels every text, placed in the whole picture
 * @param swatches the legend's marks, placed in the whole picture
 * @param spots what a reader may point at
 * @param description what a reader who does not see it is told
 */
record Plot(
    Size size,
    int width,
    int height,
    int left,
    int top,
    XYChart marks,
    List<Label> labels,
    List<Swatch> swatches,
    List<Spot> spots,
    String description) {

  /** For which room a picture is laid out. */
  enum Size {
    /** For desks and paper. */
    WIDE,
    /** For telephones: labels keep their size, so they get lines of their own. */
    NARROW,
    /** One of many, for both. */
    SMALL
  }

  /** The end of a text that lies at its position, by SVG's names. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * A text.
   *
   * @param x of its anchor
   * @param y of its baseline
   */
  record Label(double x, double y, Anchor anchor, Ink ink, boolean strong, String text) {}

  /** A mark of the legend, centred on its position, with a piece of line left and right of it. */
  record Swatch(double x, double y, Ink ink, Marker marker) {}

  /**
   * A place of the whole picture that says more when a reader points at it.
   *
   * @param words the estimate with its interval
   */
  record Spot(double x, double y, double width, double height, Subject subject, String words) {}

  Plot {
    spots = List.copyOf(spots);
    labels = List.copyOf(labels);
    swatches = List.copyOf(swatches);
  }
}
