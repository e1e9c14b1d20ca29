package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shrinker, on two counters that are meant to be alike. */
class ShrinkerTest {

  /** Counts up for odd steps and down for even ones; the faulty one forgets how. */
  private static final class Counter {
    private final boolean faulty;
    private boolean armed;
    private int value;

    Counter(boolean faulty) {
      this.faulty = faulty;
    }

    int perform(int step) {
      armed |= step == 17;
      value += step % 2 == 0 ? -1 : 1;
      return faulty && armed && step == 42 ? value + 1 : value;
    }
  }

  private static boolean differ(List<Integer> steps) {
    Counter right = new Counter(false);
    Counter wrong = new Counter(true);
    return steps.stream().anyMatch(step -> right.perform(step) != wrong.perform(step));
  }

  @Test
  void shrink_twoStepsOfManyNeeded_leavesThoseInTheirOrder() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      List<Integer> steps = new ArrayList<>(random.ints(300, 0, 40).boxed().toList());
      steps.removeIf(step -> step == 17);
      int first = random.nextInt(150);
      steps.add(first, 17);
      steps.add(first + 1 + random.nextInt(steps.size() - first), 42);
      assertThat(differ(steps)).isTrue();
      assertThat(new Shrinker(2_000).shrink(steps, ShrinkerTest::differ)).containsExactly(17, 42);
    }
  }

  @Test
  void shrink_everythingNeeded_leavesAll() {
    List<Integer> steps = IntStream.range(0, 20).boxed().toList();
    assertThat(new Shrinker(1_000).shrink(steps, some -> some.size() == 20)).isEqualTo(steps);
  }

  @Test
  void shrink_nothingNeeded_leavesNone() {
    assertThat(new Shrinker(1_000).shrink(List.of(1, 2, 3), some -> true)).isEmpty();
  }

  @Test
  void shrink_result_needsEachOfItsElements() {
    Predicate<List<Integer>> fails =
        some -> some.stream().mapToInt(Integer::intValue).sum() % 7 == 3 && some.size() > 2;
    List<Integer> steps = new ArrayList<>(new Random(3).ints(60, 0, 50).boxed().toList());
    while (!fails.test(steps)) {
      steps.add(1);
    }
    List<Integer> shortest = new Shrinker(10_000).shrink(steps, fails);
    assertThat(fails.test(shortest)).isTrue();
    for (int i = 0; i < shortest.size(); i++) {
      List<Integer> shorter = new ArrayList<>(shortest);
      shorter.remove(i);
      assertThat(fails.test(shorter)).as("%s without element %s", shortest, i).isFalse();
    }
  }

  @Test
  void shrink_noTriesLeft_leavesWhatItHas() {
    List<Integer> tried = new ArrayList<>();
    List<Integer> steps = IntStream.range(0, 100).boxed().toList();
    List<Integer> shortest =
        new Shrinker(3)
            .shrink(
                steps,
                some -> {
                  tried.add(some.size());
                  return some.contains(99);
                });
    assertThat(tried).hasSize(3);
    assertThat(shortest).contains(99).hasSizeLessThan(100);
  }
}
