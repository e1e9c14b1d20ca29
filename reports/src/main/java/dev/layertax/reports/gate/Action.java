package dev.layertax.reports.gate;

/** What a verdict does to a build. */
public enum Action {
  /** The gate fails with the verdict's exit code. */
  FAIL,
  /** The gate passes and says so loudly. */
  WARN,
  /** The gate passes. */
  IGNORE
}
