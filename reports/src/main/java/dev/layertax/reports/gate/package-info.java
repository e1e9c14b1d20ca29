/**
 * Policy and verdicts of the gate; the only user of the YAML library.
 *
 * <p>Read first: {@link dev.layertax.reports.gate.Policy}, {@link
 * dev.layertax.reports.gate.PolicyException}, {@link dev.layertax.reports.gate.Gate}, {@link
 * dev.layertax.reports.gate.GateOutcome}, {@link dev.layertax.reports.gate.Finding}.
 *
 * <p>A policy in three lines:
 *
 * <pre>{@code
 * advantage:
 *   - {workload: first-write, target: named-volume, params: {size: 64MiB}, at-least: 20}
 *   - {workload: wal-append, target: "*-volume", at-least: 0.8}
 * }</pre>
 */
package dev.layertax.reports.gate;
