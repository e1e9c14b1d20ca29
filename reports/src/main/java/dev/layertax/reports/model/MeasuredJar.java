package dev.layertax.reports.model;

import java.util.Objects;

/**
 * A jar that a run measures, as it was when the run was planned.
 *
 * @param option that named it: {@code --benchmarks} or {@code --against}; {@link #LAYERTAX} for
 *     Layertax's own, where its older revision is measured beside it
 * @param path as it was named
 * @param sha256 of the file, in hexadecimal
 */
public record MeasuredJar(String option, String path, String sha256) {

  /** In the place of an option: the jar that plans the run. */
  public static final String LAYERTAX = "layertax";

  /** The option that names an older revision. */
  public static final String AGAINST = "--against";

  public MeasuredJar {
    Objects.requireNonNull(option, "option");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(sha256, "sha256");
  }
}
