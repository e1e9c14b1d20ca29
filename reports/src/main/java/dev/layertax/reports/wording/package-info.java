/**
 * Figures and names in words, for everything that prints them: gate, charts and renderers.
 *
 * <p>Read first: {@link dev.layertax.reports.wording.Figures}, {@link
 * dev.layertax.reports.wording.Names}, {@link dev.layertax.reports.wording.NotModelled}.
 *
 * <p>Base units (seconds, bytes, fractions) come in; units are scaled here and nowhere earlier.
 * Note: not a part of {@code render}, because gate and chart print figures too and {@code render}
 * knows both.
 */
package dev.layertax.reports.wording;
