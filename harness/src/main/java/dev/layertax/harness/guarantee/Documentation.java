package dev.layertax.harness.guarantee;

import dev.layertax.reports.model.Guarantee.Outcome;
import dev.layertax.reports.model.Target;
import java.util.Optional;

/**
 * What Docker's documentation leads a reader to expect, where it says something.
 *
 * <p>Source: docs.docker.com, Engine, Storage, as of 2026.
 *
 * @param source the page and its section
 */
record Documentation(Outcome outcome, String source) {

  private static final String LAYER = "Storage, Container layer basics";
  private static final String VOLUME = "Volumes, A volume's lifecycle";
  private static final String FILLED = "Volumes, Mounting a volume over existing data";
  private static final String ANONYMOUS = "Volumes, Named and anonymous volumes";
  private static final String BACKUP = "Volumes, Back up, restore, or migrate data volumes";
  private static final String BIND = "Bind mounts, When to use bind mounts";
  private static final String BIND_HIDES = "Bind mounts, Bind-mounting over existing data";
  private static final String TMPFS = "tmpfs mounts";
  private static final String TMPFS_HIDES = "tmpfs mounts, Mounting over existing data";
  private static final String TMPFS_LIMITS = "tmpfs mounts, Limitations of tmpfs mounts";

  /** What it says of one experiment on one target; empty when it says nothing. */
  static Optional<Documentation> of(String experiment, Target target) {
    return Optional.ofNullable(
        switch (experiment) {
          case "restart" -> afterRestart(target);
          case "replacement" -> afterRemoval(target, Outcome.ORPHANED);
          case "auto-remove" -> afterRemoval(target, Outcome.LOST);
          case "sharing" -> sharing(target);
          case "upgrade" -> afterRemoval(target, Outcome.ORPHANED);
          case "upgrade-files" -> newFiles(target);
          case "backup" -> backup(target);
          default -> null;
        });
  }

  private static Documentation afterRestart(Target target) {
    return new Documentation(target == Target.TMPFS ? Outcome.LOST : Outcome.KEPT, source(target));
  }

  private static Documentation afterRemoval(Target target, Outcome ofAnonymous) {
    return switch (target) {
      case WRITABLE_LAYER, TMPFS -> new Documentation(Outcome.LOST, source(target));
      case ANONYMOUS_VOLUME -> new Documentation(ofAnonymous, ANONYMOUS);
      case NAMED_VOLUME, BIND_MOUNT -> new Documentation(Outcome.KEPT, source(target));
      case HOST_DIRECTORY -> null;
    };
  }

  private static Documentation sharing(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> new Documentation(Outcome.IMPOSSIBLE, LAYER);
      case TMPFS -> new Documentation(Outcome.IMPOSSIBLE, TMPFS_LIMITS);
      case NAMED_VOLUME, ANONYMOUS_VOLUME, BIND_MOUNT ->
          new Documentation(Outcome.KEPT, source(target));
      case HOST_DIRECTORY -> null;
    };
  }

  private static Documentation newFiles(Target target) {
    return switch (target) {
      case NAMED_VOLUME -> new Documentation(Outcome.LOST, FILLED);
      case ANONYMOUS_VOLUME -> new Documentation(Outcome.KEPT, FILLED);
      case BIND_MOUNT -> new Documentation(Outcome.IMPOSSIBLE, BIND_HIDES);
      case TMPFS -> new Documentation(Outcome.IMPOSSIBLE, TMPFS_HIDES);
      case WRITABLE_LAYER, HOST_DIRECTORY -> null;
    };
  }

  private static Documentation backup(Target target) {
    return target == Target.NAMED_VOLUME || target == Target.ANONYMOUS_VOLUME
        ? new Documentation(Outcome.KEPT, BACKUP)
        : null;
  }

  private static String source(Target target) {
    return switch (target) {
      case WRITABLE_LAYER -> LAYER;
      case NAMED_VOLUME, ANONYMOUS_VOLUME -> VOLUME;
      case BIND_MOUNT, HOST_DIRECTORY -> BIND;
      case TMPFS -> TMPFS;
    };
  }
}
