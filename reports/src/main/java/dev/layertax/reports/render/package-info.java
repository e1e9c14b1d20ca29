/**
 * Results as HTML, Markdown, JUnit XML and a console table.
 *
 * <p>Read first: {@link dev.layertax.reports.render.Report}, {@link
 * dev.layertax.reports.render.Sentences}, {@link dev.layertax.reports.render.Concerns}, {@link
 * dev.layertax.reports.render.MarkdownSummary}, {@link dev.layertax.reports.render.HtmlReport}.
 *
 * <p>Every name and reason in a run directory is untrusted text; each format escapes it.
 */
package dev.layertax.reports.render;
