/**
 * The commands; the only place that turns exceptions into exit codes, and the only user of picocli.
 */
package dev.layertax.harness.cli;
