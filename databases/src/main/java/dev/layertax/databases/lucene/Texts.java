package dev.layertax.databases.lucene;

import dev.layertax.databases.records.Records;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Seeded texts of about 1 KiB, of words some of which are frequent and most are rare. */
final class Texts {
  private static final int WORDS = 150;
  private static final String[] VOCABULARY = vocabulary();

  private Texts() {}

  /** The text of a record in a version, in ASCII. */
  static byte[] of(Records.Version version) {
    SplittableRandom random =
        new SplittableRandom(((long) version.record() << 32) | version.number());
    StringBuilder text = new StringBuilder(WORDS * 8);
    for (int i = 0; i < WORDS; i++) {
      // The cube of an even choice: the first tenth of the words makes nearly half of a text.
      double choice = random.nextDouble();
      text.append(VOCABULARY[(int) (choice * choice * choice * VOCABULARY.length)]).append(' ');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String[] vocabulary() {
    SplittableRandom random = new SplittableRandom(41);
    String[] words = new String[10_000];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 3 + random.nextInt(7); length > 0; length--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
    return words;
  }
}
