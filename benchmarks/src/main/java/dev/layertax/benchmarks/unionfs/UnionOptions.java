package dev.layertax.benchmarks.unionfs;

import java.util.Locale;
import java.util.Objects;

/**
 * How a union layer is mounted beyond its directories.
 *
 * @param sync what a copy-up flushes
 */
public record UnionOptions(Sync sync) {

  /** What a copy-up flushes to the device, as overlayfs's {@code fsync=} and {@code volatile}. */
  public enum Sync {
    /** A copied file after its data; the kernel's default before 6.12 and again since 2026. */
    AUTO,
    /**
     * Every copied file and directory, and the directory that takes a copy; the kernel's way from
     * 6.12 on.
     */
    STRICT,
    /** Nothing, and {@code force} on a channel of the layer does nothing either. */
    VOLATILE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public UnionOptions {
    Objects.requireNonNull(sync, "sync");
  }

  /** {@link Sync#AUTO}. */
  public static UnionOptions defaults() {
    return new UnionOptions(Sync.AUTO);
  }

  public UnionOptions withSync(Sync other) {
    return new UnionOptions(other);
  }
}
