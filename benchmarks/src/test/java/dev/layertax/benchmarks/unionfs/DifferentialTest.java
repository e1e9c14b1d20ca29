package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same seeded operations on the union layer and on the real thing: equal answers, equal trees.
 */
class DifferentialTest {
  private static final int OPERATIONS = Integer.getInteger("layertax.fuzz.operations", 1_500);

  /**
   * Well below the mount's root: where two dots stay in a union and leave a kernel's mount for its
   * host, a link with many of them points to different places.
   */
  private static final String INSIDE = "one/two/three/four/inside";

  @TempDir Path directory;

  /** A later JDK's default provider names some errors otherwise, as package-info says. */
  private static void requireAnswersOfJdk17() {
    int version = Runtime.version().feature();
    if (version != 17) {
      String why = "exception classes are compared on JDK 17 only, this is " + version;
      System.out.println("skipped: " + why);
      Assumptions.abort(why);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomOperations_layersWithFiles_answerAsOverlayfs(long seed) throws IOException {
    requireAnswersOfJdk17();
    List<Path> lowers = lowers(seed);
    try (KernelMount kernel =
            KernelMount.writable(
                directory.resolve("merged"), lowers, made("kernel-upper"), made("kernel-work"));
        FileSystem union = UnionFileSystem.mount(lowers, made("union-upper"), made("union-work"))) {
      compare(kernel.path(), union.getPath("/"), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void randomOperations_emptyLower_answerAsANativeDirectory(long seed) throws IOException {
    requireAnswersOfJdk17();
    List<Path> lowers = List.of(made("lower"));
    try (FileSystem union = UnionFileSystem.mount(lowers, made("upper"), made("work"))) {
      compare(made("native"), union.getPath("/"), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void upper_afterRandomOperations_readByTheKernelAsALayer(long seed) throws IOException {
    List<Path> lowers = lowers(seed);
    Path upper = made("upper");
    try (FileSystem union = UnionFileSystem.mount(lowers, upper, made("work"))) {
      RandomOperations operations = new RandomOperations(union.getPath("/" + INSIDE), seed);
      Files.createDirectories(union.getPath("/" + INSIDE));
      for (int i = 0; i < OPERATIONS; i++) {
        operations.next();
      }
      List<Path> layers = new ArrayList<>(lowers);
      layers.add(0, upper);
      try (KernelMount kernel = KernelMount.readOnly(directory.resolve("merged"), layers)) {
        assertThat(new RandomOperations(kernel.path().resolve(INSIDE), seed).tree())
            .isEqualTo(operations.tree());
      }
      operations.close();
    }
  }

  private void compare(Path expected, Path actual, long seed) throws IOException {
    Path expectedRoot = expected.resolve(INSIDE);
    Path actualRoot = actual.resolve(INSIDE);
    for (Path root : List.of(expectedRoot, actualRoot)) {
      if (!Files.exists(root)) {
        Files.createDirectories(root);
      }
    }
    RandomOperations real = new RandomOperations(expectedRoot, seed);
    RandomOperations ours = new RandomOperations(actualRoot, seed);
    try {
      compare(real, ours, seed);
    } finally {
      real.close();
      ours.close();
    }
  }

  private static void compare(RandomOperations real, RandomOperations ours, long seed) {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      String answer = real.next();
      assertThat(ours.next()).as("seed %s, after %s", seed, before).isEqualTo(answer);
      before.add(answer);
      if (before.size() > 12) {
        before.remove(0);
      }
      if (i % 100 == 99) {
        assertThat(ours.tree()).as("seed %s, after %s", seed, before).isEqualTo(real.tree());
      }
    }
  }

  /** Three layers with files, directories and links under the names that are used. */
  private List<Path> lowers(long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> lowers = new ArrayList<>();
    for (String layer : List.of("lower1", "lower2", "lower3")) {
      Path inside = Files.createDirectories(made(layer).resolve(INSIDE));
      fill(inside, random, 3);
      lowers.add(directory.resolve(layer));
    }
    return lowers;
  }

  private static void fill(Path directory, Random random, int depth) throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      Path path = directory.resolve(name);
      int kind = random.nextInt(6);
      if (kind < 2 && depth > 1) {
        fill(Files.createDirectory(path), random, depth - 1);
      } else if (kind < 4) {
        String text = "lower ".repeat(random.nextInt(3_000));
        Files.write(path, text.getBytes(StandardCharsets.UTF_8));
      } else if (kind == 4) {
        Files.createSymbolicLink(path, Path.of(random.nextBoolean() ? "a" : "../b"));
      }
    }
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }
}
