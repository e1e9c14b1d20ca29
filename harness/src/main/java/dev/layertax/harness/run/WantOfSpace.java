package dev.layertax.harness.run;

import java.util.Locale;
import java.util.stream.Stream;

/** A full disk, as file systems and quotas say it; Java gives it no type of its own. */
public final class WantOfSpace {

  private WantOfSpace() {}

  /** Whether a failure's message says so. */
  public static boolean isNamedIn(String message) {
    // A Docker Engine writes the system's words small.
    String words = message.toLowerCase(Locale.ROOT);
    return Stream.of(
            "no space left on device",
            "disk quota exceeded",
            "not enough space on the disk",
            // SQLite's own, which has no word of the system's.
            "database or disk is full")
        .anyMatch(words::contains);
  }
}
