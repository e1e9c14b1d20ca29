package dev.layertax.reports.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one was meant to be. */
final class NearMiss {

  private NearMiss() {}

  /** {@code "; did you mean 'at-least'?"}, or what is known when nothing is near. */
  static String hint(String found, Collection<String> known) {
    return of(found, known)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse(known.isEmpty() ? "" : "; known: " + String.join(", ", known));
  }

  /** The nearest known name within a third of its letters. */
  static Optional<String> of(String found, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(found, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(found, name)));
  }

  /** Levenshtein's distance, case and the choice of separator left aside. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
