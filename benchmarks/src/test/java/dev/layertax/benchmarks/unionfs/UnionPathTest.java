package dev.layertax.benchmarks.unionfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation on names against the default provider's, over random strings. */
class UnionPathTest extends UnionTestBase {
  private static final String[] PARTS = {"a", "b", "ab", ".", "..", "", "/", "//", "a b", "é"};

  @BeforeEach
  void mountEmpty() throws IOException {
    mount();
  }

  private static String random(Random random) {
    StringBuilder path = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
    for (int i = random.nextInt(6); i > 0; i--) {
      path.append(PARTS[random.nextInt(PARTS.length)]).append(random.nextBoolean() ? "/" : "");
    }
    return path.toString();
  }

  private static String answer(Function<Path, Object> operation, Path path) {
    try {
      Object result = operation.apply(path);
      return String.valueOf(result);
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }

  @Test
  void operations_onOnePath_areTheUnixProviders() {
    List<Function<Path, Object>> operations =
        List.of(
            Path::toString,
            Path::normalize,
            Path::getParent,
            Path::getFileName,
            Path::getRoot,
            Path::isAbsolute,
            Path::getNameCount,
            path -> path.getName(0),
            path -> path.getName(2),
            path -> path.subpath(1, 3),
            path -> {
              List<String> names = new ArrayList<>();
              path.forEach(name -> names.add(name.toString()));
              return names;
            });
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String text = random(random);
      for (Function<Path, Object> operation : operations) {
        assertThat(answer(operation, fs.getPath(text)))
            .as(text)
            .isEqualTo(answer(operation, Path.of(text)));
      }
    }
  }

  @Test
  void operations_onTwoPaths_areTheUnixProviders() {
    List<BiFunction<Path, Path, Object>> operations =
        List.of(
            Path::resolve,
            Path::resolveSibling,
            Path::relativize,
            Path::startsWith,
            Path::endsWith,
            Path::equals,
            (one, two) -> Integer.signum(one.compareTo(two)),
            (one, two) -> one.resolve(two.toString()),
            (one, two) -> one.startsWith(two.toString()),
            (one, two) -> one.hashCode() == two.hashCode());
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      String first = random(random);
      String second = random(random);
      for (BiFunction<Path, Path, Object> operation : operations) {
        assertThat(answer(one -> operation.apply(one, fs.getPath(second)), fs.getPath(first)))
            .as(first + " and " + second)
            .isEqualTo(answer(one -> operation.apply(one, Path.of(second)), Path.of(first)));
      }
    }
  }

  @Test
  void foreignPaths_areRefusedOrUnequal() {
    assertThatThrownBy(() -> path("/a").resolve(Path.of("b")))
        .isInstanceOf(ProviderMismatchException.class);
    assertThatThrownBy(() -> path("/a").relativize(Path.of("/b")))
        .isInstanceOf(ProviderMismatchException.class);
    assertThat(path("/a").startsWith(Path.of("/a"))).isFalse();
    assertThat(path("/a").equals(Path.of("/a"))).isFalse();
  }

  @Test
  void nulCharacter_isInvalid() {
    assertThatThrownBy(() -> path("a\0b")).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void absolutePath_startsAtTheRoot() {
    assertThat(path("a/b").toAbsolutePath()).isEqualTo(path("/a/b"));
    assertThat(path("").toAbsolutePath()).isEqualTo(path("/"));
  }
}
