package dev.layertax.databases.sql;

import java.util.SplittableRandom;

/** The seeded texts that fill the rows of one table, in the order of the rows. */
final class Filler {
  static final long BRANCHES = 1;
  static final long TELLERS = 2;
  static final long ACCOUNTS = 3;

  /** As many as six bits tell apart. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final int BITS = 6;

  private final SplittableRandom random;
  private final char[] text;

  /**
   * @param seed decides every text
   * @param length of each, in characters
   */
  Filler(long seed, int length) {
    random = new SplittableRandom(seed);
    text = new char[length];
  }

  String next() {
    int left = 0;
    long bits = 0;
    for (int i = 0; i < text.length; i++) {
      if (left < BITS) {
        bits = random.nextLong();
        left = Long.SIZE;
      }
      text[i] = LETTERS.charAt((int) (bits & (LETTERS.length() - 1)));
      bits >>>= BITS;
      left -= BITS;
    }
    return new String(text);
  }
}
