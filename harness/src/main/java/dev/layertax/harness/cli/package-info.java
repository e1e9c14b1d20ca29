/**
 * The commands; the only place that turns exceptions into exit codes, and the only user of picocli.
 *
 * <p>Read first: {@link dev.layertax.harness.cli.Layertax} (the entry and what each failure exits
 * with), {@link dev.layertax.harness.cli.RunCommand} and {@link dev.layertax.harness.cli.Measuring}
 * (the main job as a data flow), {@link dev.layertax.harness.cli.Publication} (from a run directory
 * to everything a reader gets).
 */
package dev.layertax.harness.cli;
