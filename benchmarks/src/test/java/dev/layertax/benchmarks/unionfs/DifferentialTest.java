package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same seeded operations on the union layer and on a kernel's mount of the same layers: equal
 * answers, equal descriptors, equal trees.
 *
 * <p>A million operations, on 3,000 seeds of which each has layers of its own:
 *
 * <pre>
 * ./mvnw -pl benchmarks test -Dtest=DifferentialTest -Dsurefire.timeout=7200 \
 *     -Dlayertax.fuzz.operations=1000000 -Dlayertax.fuzz.seeds=3000 -Dlayertax.fuzz.firstSeed=1
 * </pre>
 */
class DifferentialTest {
  private static final int OPERATIONS = Integer.getInteger("layertax.fuzz.operations", 50_000);
  private static final int SEEDS = Integer.getInteger("layertax.fuzz.seeds", 150);
  private static final long FIRST_SEED = Long.getLong("layertax.fuzz.firstSeed", 1);

  /** So often on the disk, where access times and syncs are other than in memory. */
  private static final int DISK = 25;

  private static final int TRIES = 600;

  @TempDir Path directory;

  /** A later JDK's default provider names some errors otherwise, as package-info says. */
  static void requireAnswersOfJdk17() {
    int version = Runtime.version().feature();
    if (version != 17) {
      String why = "exception classes are compared on JDK 17 only, this is " + version;
      System.out.println("skipped: " + why);
      Assumptions.abort(why);
    }
  }

  interface Round {
    Comparison.Difference play(Replay replay) throws IOException;
  }

  @Test
  void randomOperations_layersOfManyKinds_answerAsOverlayfs() throws IOException {
    requireAnswersOfJdk17();
    try (KernelMount memory = KernelMount.tmpfs(directory.resolve("memory"))) {
      Comparison inMemory = comparison(memory.path());
      Comparison onDisk = comparison(Files.createDirectory(directory.resolve("disk")));
      int each = (OPERATIONS + SEEDS - 1) / SEEDS;
      long start = System.nanoTime();
      for (int i = 0; i < SEEDS; i++) {
        long seed = FIRST_SEED + i;
        Comparison comparison = i % DISK == DISK - 1 ? onDisk : inMemory;
        requireAlike(seed, Replay.of(seed, each), comparison::compare, (long) i * each);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      System.out.println(
          (long) each * SEEDS
              + " operations over "
              + SEEDS
              + " seeds from "
              + FIRST_SEED
              + " without a difference, in "
              + seconds
              + " s");
    }
  }

  @Test
  void randomOperations_emptyLower_answerAsANativeDirectory() throws IOException {
    requireAnswersOfJdk17();
    Comparison comparison = new Comparison(Files.createDirectory(directory.resolve("place")), null);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 5; seed++) {
      requireAlike(seed, Replay.aboveNothing(seed, 400), comparison::compare, 0);
    }
  }

  @Test
  void upper_afterRandomOperations_readByTheKernelAsALayer() throws IOException {
    try (KernelMount memory = KernelMount.tmpfs(directory.resolve("memory"))) {
      Comparison comparison = comparison(memory.path());
      for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++) {
        requireAlike(seed, Replay.ofAllMarks(seed, 400), comparison::readBack, 0);
      }
    }
  }

  static Comparison comparison(Path place) throws IOException {
    Path device = place.resolve("device");
    KernelMount.makeDeviceWhiteout(device);
    return new Comparison(Files.createDirectory(place.resolve("place")), device);
  }

  /** A difference is shown with the shortest replay found that has one. */
  static void requireAlike(long seed, Replay replay, Round round, long before) throws IOException {
    Comparison.Difference difference = round.play(replay);
    if (difference != null) {
      Replay shortest = shortest(replay, difference, round);
      Comparison.Difference again = round.play(shortest);
      assertThat(again == null ? "nothing, when done again" : again.toString())
          .as(
              "seed %s, %s operations of earlier seeds, first seen %s%nshortest replay:%n%s%n",
              seed, before, difference, shortest)
          .isEmpty();
    }
  }

  static Replay shortest(Replay replay, Comparison.Difference difference, Round round) {
    int end = Math.min(difference.step() + 1, replay.operations().size());
    Replay cut = replay.with(replay.operations().subList(0, end));
    Predicate<Replay> differs = tried -> differs(tried, difference, round);
    Replay first = differs.test(cut) ? cut : replay;
    Shrinker shrinker = new Shrinker(TRIES);
    Replay fewer =
        first.with(shrinker.shrink(first.operations(), some -> differs.test(first.with(some))));
    Replay lower =
        fewer.above(shrinker.shrink(fewer.objects(), some -> differs.test(fewer.above(some))));
    return lower.with(shrinker.shrink(lower.operations(), some -> differs.test(lower.with(some))));
  }

  /** Whether it still differs, and in the same kind of operation: another difference can wait. */
  private static boolean differs(Replay replay, Comparison.Difference difference, Round round) {
    try {
      Comparison.Difference found = round.play(replay);
      return found != null && found.kind().equals(difference.kind());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
