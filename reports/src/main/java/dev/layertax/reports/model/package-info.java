/**
 * What a run is, as immutable records: run &gt; block &gt; cell &gt; fork &gt; iteration, never
 * flattened.
 *
 * <p>Read first: {@link dev.layertax.reports.model.Cell}, {@link dev.layertax.reports.model.Plan},
 * {@link dev.layertax.reports.model.Sample}, {@link dev.layertax.reports.model.Run}, {@link
 * dev.layertax.reports.model.Results}.
 *
 * <p>Units: times are seconds, sizes are bytes, ratios are fractions whose direction is stated.
 * Nothing here reads files or knows a library.
 */
package dev.layertax.reports.model;
