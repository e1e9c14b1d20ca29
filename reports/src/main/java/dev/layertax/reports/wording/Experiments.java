package dev.layertax.reports.wording;

import dev.layertax.reports.model.Guarantee;
import java.util.Map;

/** Experiments and their outcomes as people call them; an unknown name falls back to itself. */
public final class Experiments {

  /** What a reader asks, so that the outcome answers it. */
  private static final Map<String, String> QUESTIONS =
      Map.ofEntries(
          Map.entry("restart", "After a restart of the container"),
          Map.entry("replacement", "After its removal, in a new container"),
          Map.entry("auto-remove", "After its removal with --rm, in a new container"),
          Map.entry("kill", "After kill -9 of the container, what was fsynced"),
          Map.entry("sharing", "Shared by two running containers"),
          Map.entry("upgrade", "Data, after an upgrade of the image"),
          Map.entry("upgrade-files", "The new image's own files, after an upgrade"),
          Map.entry("backup", "Backup of a running container, restored"),
          Map.entry("backup-stopped", "Files got out of a stopped container, restored"),
          Map.entry("migration", "Moved to a second engine"));

  private Experiments() {}

  /** What the experiment tries: {@code After a restart of the container}. */
  public static String title(String experiment) {
    return QUESTIONS.getOrDefault(experiment, experiment);
  }

  /** The outcome in a word: {@code kept}. */
  public static String word(Guarantee.Outcome outcome) {
    return switch (outcome) {
      case KEPT -> "kept";
      case LOST -> "lost";
      case ORPHANED -> "orphaned";
      case IMPOSSIBLE -> "impossible";
      case NOT_TRIED -> "not tried";
      case FAILED -> "failed";
    };
  }

  /** What Docker's documentation says to it; empty when it says nothing. */
  public static String documentation(Guarantee finding) {
    if (finding.expected() == null) {
      return "";
    }
    return (finding.contradictsDocumentation()
            ? "says otherwise, " + word(finding.expected()) + ": "
            : word(finding.expected()) + ": ")
        + finding.source();
  }
}
