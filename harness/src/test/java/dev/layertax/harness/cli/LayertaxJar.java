package dev.layertax.harness.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jar that users run, one process at a time: with a register of its own, and out of reach of a
 * Docker Engine, from which its {@code clean} would take what is not the test's.
 */
final class LayertaxJar {

  /**
   * A process of seconds spends most of them on compiling; its measured children have flags of
   * their own.
   */
  private static final List<String> LEAN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path jar;
  private final Path directory;

  /** How a process ended, and what it printed since it was last listened to. */
  record Exit(int code, String out, String err) {}

  private LayertaxJar(Path jar, Path directory) {
    this.jar = jar;
    this.directory = directory;
  }

  /** To be run in that directory, which keeps its output and its register; skips without a jar. */
  static LayertaxJar in(Path directory) {
    String jar = System.getProperty("layertax.jar", "");
    assumeTrue(
        Files.isRegularFile(Path.of(jar)), () -> "no jar at '" + jar + "'; ./mvnw verify makes it");
    return new LayertaxJar(Path.of(jar), directory);
  }

  Process start(String... words) throws IOException {
    return start(Path.of(System.getProperty("java.home")), List.of(), words);
  }

  private Process start(Path javaHome, List<String> flags, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(LEAN);
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    builder.environment().put("DOCKER_HOST", "unix://" + directory.resolve("no-engine"));
    return builder.redirectOutput(out()).directory(directory.toFile()).start();
  }

  Exit run(String... words) throws Exception {
    return rest(start(words));
  }

  /** By the JVM of that JDK, with flags of its own. */
  Exit run(Path javaHome, List<String> flags, String... words) throws Exception {
    return rest(start(javaHome, flags, words));
  }

  /** Listens to it to its end. */
  Exit rest(Process process) throws Exception {
    String err;
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      err = String.join("\n", reader.lines().toList());
    }
    return new Exit(process.waitFor(), Files.readString(out().toPath()), err);
  }

  /** Returns when it has told so many lines of its progress that begin so. */
  static void awaitProgress(Process process, String beginning, int lines) throws IOException {
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    int seen = 0;
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(beginning) && ++seen == lines) {
        return;
      }
    }
    throw new AssertionError("it ended after " + seen + " lines of '" + beginning + "…'");
  }

  /** The directories for storage that are left in a place. */
  static List<Path> storagesIn(Path place) throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("layertax-"))
          .toList();
    }
  }

  private File out() {
    return directory.resolve("out.txt").toFile();
  }
}
