package dev.layertax.harness.guarantee;

import dev.layertax.harness.guarantee.program.FileTree;

/** SHA-256 digests in sentences. */
final class Sha256 {

  private static final int DIGITS = 12;

  private Sha256() {}

  /** The first digits of a file's digest; {@code none} for a file that is not there. */
  static String shown(String digest) {
    if (digest.equals(FileTree.ABSENT)) {
      return "none";
    }
    return digest.length() <= DIGITS ? digest : digest.substring(0, DIGITS) + "…";
  }
}
