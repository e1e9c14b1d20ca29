package dev.layertax.reports.render;

import dev.layertax.reports.chart.Picture;
import java.util.Map;

/**
 * A page and the charts in it.
 *
 * @param charts by the name of their files without the ending; the page links to {@code
 *     charts/NAME.svg} and {@code charts/NAME.png} beside it
 */
public record RenderedPage(String html, Map<String, Picture> charts) {}
