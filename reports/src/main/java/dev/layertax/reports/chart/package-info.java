/**
 * The charts of the report, from results to SVG text; the only user of XChart and Batik.
 *
 * <p>Read first: {@link dev.layertax.reports.chart.Charts}, {@link
 * dev.layertax.reports.chart.RowPlot}, {@link dev.layertax.reports.chart.LinePlot}, {@link
 * dev.layertax.reports.chart.SvgPainter}, {@link dev.layertax.reports.chart.Ink}.
 *
 * <p>XChart places and paints every mark on Batik's graphics; labels are SVG text of our own, for
 * XChart fills the outlines of its letters, which makes a chart ten times larger and not searchable
 * (XChart 4.0.3, {@code AxisTickLabels}). So no font is asked for its metrics either.
 */
package dev.layertax.reports.chart;
