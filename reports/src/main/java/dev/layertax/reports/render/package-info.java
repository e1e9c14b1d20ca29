/** Results as HTML, Markdown, JUnit XML and a console table. */
package dev.layertax.reports.render;
