package dev.layertax.benchmarks.unionfs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes away what a failure does not need: Zeller's delta debugging, by complements only
 * ("Yesterday, my program worked. Today, it does not. Why?", 1999).
 */
final class Shrinker {
  private int triesLeft;

  /**
   * A shrinker that gives up in time.
   *
   * @param tries how often the failure may be tried again
   */
  Shrinker(int tries) {
    this.triesLeft = tries;
  }

  /**
   * The shortest part found that still fails, in the same order; without any one of its elements it
   * does not fail, unless the tries ran out.
   *
   * @param failing is taken to fail
   */
  <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
    List<T> shortest = failing;
    int chunk = Math.max(1, shortest.size() / 2);
    while (!shortest.isEmpty()) {
      List<T> shorter = withoutChunks(shortest, chunk, fails);
      boolean shrunk = shorter.size() < shortest.size();
      shortest = shorter;
      if (triesLeft <= 0 || (chunk == 1 && !shrunk)) {
        break;
      }
      if (!shrunk || chunk > shortest.size()) {
        chunk = Math.max(1, Math.min(chunk, shortest.size()) / 2);
      }
    }
    return shortest;
  }

  /** One pass from the end: what is done last is most often not needed. */
  private <T> List<T> withoutChunks(List<T> failing, int chunk, Predicate<List<T>> fails) {
    List<T> shortest = failing;
    for (int end = shortest.size(); end > 0 && triesLeft > 0; end -= chunk) {
      int start = Math.max(0, end - chunk);
      List<T> shorter = new ArrayList<>(shortest.subList(0, start));
      shorter.addAll(shortest.subList(Math.min(end, shortest.size()), shortest.size()));
      triesLeft--;
      if (fails.test(shorter)) {
        shortest = shorter;
      }
    }
    return shortest;
  }
}
