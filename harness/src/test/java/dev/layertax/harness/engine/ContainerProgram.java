package dev.layertax.harness.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.layertax.benchmarks.workload.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A program for contract tests to run in a container: {@code --do write|read|list|hang|fail} with
 * {@code --file NAME} and {@code --text TEXT}.
 */
public final class ContainerProgram {

  private ContainerProgram() {}

  public static ForkCommand write(String file, String text) {
    return command("--do", "write", "--file", file, "--text", text);
  }

  static ForkCommand read(String file) {
    return command("--do", "read", "--file", file);
  }

  static ForkCommand list() {
    return command("--do", "list");
  }

  static ForkCommand hang() {
    return command("--do", "hang");
  }

  static ForkCommand fail() {
    return command("--do", "fail");
  }

  private static ForkCommand command(String... words) {
    return new ForkCommand(ContainerProgram.class.getName(), List.of(words));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      words.put(args[i], args[i + 1]);
    }
    String result = "";
    try (Location location = Location.open(words.get("--location"))) {
      Path file = location.directory().resolve(words.getOrDefault("--file", "."));
      switch (words.get("--do")) {
        case "write" -> Files.writeString(file, words.get("--text"));
        case "read" -> result = Files.exists(file) ? Files.readString(file, ISO_8859_1) : "absent";
        case "list" -> result = list(location.directory());
        case "hang" -> new CountDownLatch(1).await();
        default -> {
          System.err.println("first line");
          System.err.println("failed as asked");
          System.exit(3);
        }
      }
    }
    Files.writeString(Path.of(words.get("--result")), result);
  }

  private static String list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return String.join(" ", entries.map(e -> e.getFileName().toString()).sorted().toList());
    }
  }
}
