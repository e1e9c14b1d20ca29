package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.layertax.harness.cli.LayertaxJar.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same run directory gives the same files on another JDK, and where the JVM computes
 * exponentials and logarithms in another way, as one for another processor does.
 */
class OtherJdkIT {

  private static final Path OWN_HOME = Path.of(System.getProperty("java.home"));

  /** With these a JVM takes Java's own exponentials and logarithms, not the processor's. */
  private static final List<String> OTHER_MATHEMATICS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-UseLibmIntrinsic");

  private static final List<String> DERIVED =
      List.of("results.json", "results.csv", "summary.md", "junit.xml", "jmh-result.json");

  @TempDir static Path directory;

  private static LayertaxJar layertax;
  private static Path run;

  @BeforeAll
  static void measure() throws Exception {
    layertax = LayertaxJar.in(directory);
    run = directory.resolve("run");
    Exit exit =
        layertax.run(
            "run",
            "--profile=smoke",
            "--workload=wal-append",
            "--blocks=3",
            "--seed=7",
            "--out=" + run);
    assertThat(exit.code()).as(exit.err()).isZero();
  }

  @Test
  void report_onAnotherJdk_writesTheSameBytes() throws Exception {
    Optional<Path> other = otherHome();
    if (other.isEmpty()) {
      System.out.println(
          "not checked: results.json on another JDK, because none is beside "
              + OWN_HOME
              + "; -Dlayertax.other.jdk=HOME names one");
    }
    assumeTrue(other.isPresent(), "no other JDK");
    System.out.println("results.json is made again by " + other.get());
    assertSameBytes(other.get(), List.of());
  }

  @Test
  void report_withOtherMathematics_writesTheSameBytes() throws Exception {
    String vm = System.getProperty("java.vm.name", "");
    assumeTrue(vm.contains("HotSpot") || vm.contains("OpenJDK"), "no such flags");
    assertSameBytes(OWN_HOME, OTHER_MATHEMATICS);
  }

  private static void assertSameBytes(Path home, List<String> flags) throws Exception {
    List<byte[]> before = derived();
    for (String name : DERIVED) {
      Files.delete(run.resolve(name));
    }
    Exit exit = layertax.run(home, flags, "report", run.toString());
    assertThat(exit.code()).as(exit.err()).isZero();
    assertThat(derived()).usingElementComparator(Arrays::compare).isEqualTo(before);
  }

  private static List<byte[]> derived() throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (String name : DERIVED) {
      bytes.add(Files.readAllBytes(run.resolve(name)));
    }
    return bytes;
  }

  /** The one that is named, or one of another release beside the own. */
  private static Optional<Path> otherHome() throws IOException {
    String named = System.getProperty("layertax.other.jdk", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    List<Path> candidates = new ArrayList<>();
    for (String variable : List.of("JAVA_HOME_25_X64", "JAVA_HOME_21_X64", "JAVA_HOME_17_X64")) {
      Optional.ofNullable(System.getenv(variable)).map(Path::of).ifPresent(candidates::add);
    }
    try (Stream<Path> siblings = Files.list(OWN_HOME.toRealPath().getParent())) {
      candidates.addAll(siblings.sorted().toList());
    }
    return candidates.stream().filter(isAnotherRelease()).findFirst();
  }

  private static Predicate<Path> isAnotherRelease() {
    String own = release(OWN_HOME).orElse("");
    return home ->
        Files.isExecutable(home.resolve("bin/java"))
            && release(home).filter(other -> !other.equals(own)).isPresent();
  }

  /** The line of the JDK's own {@code release} file that says which it is. */
  private static Optional<String> release(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
