package dev.layertax.harness.run;

import java.util.stream.Stream;

/** A full disk, as file systems and quotas say it; Java gives it no type of its own. */
public final class WantOfSpace {

  private WantOfSpace() {}

  /** Whether a failure's message says so. */
  public static boolean isNamedIn(String message) {
    return Stream.of(
            "No space left on device", "Disk quota exceeded", "not enough space on the disk")
        .anyMatch(message::contains);
  }
}
