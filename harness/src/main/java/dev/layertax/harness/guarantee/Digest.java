package dev.layertax.harness.guarantee;

import dev.layertax.harness.guarantee.program.FileTree;

/** Digests in sentences. */
final class Digest {

  private static final int DIGITS = 12;

  private Digest() {}

  /** The first digits of a file's digest; {@code none} for a file that is not there. */
  static String shown(String digest) {
    if (digest.equals(FileTree.ABSENT)) {
      return "none";
    }
    return digest.length() <= DIGITS ? digest : digest.substring(0, DIGITS) + "…";
  }
}
