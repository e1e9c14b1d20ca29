package dev.layertax.benchmarks.fork;

import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words a fork is started with.
 *
 * @param params beside {@code location}, complete
 * @param warmupSeconds of one warm-up iteration
 * @param iterationSeconds of one measured iteration
 */
record ForkWords(
    Workload workload,
    String location,
    Map<String, String> params,
    int warmupIterations,
    double warmupSeconds,
    int iterations,
    double iterationSeconds,
    Path result) {

  /**
   * Reads the words.
   *
   * @throws IOException if the workloads of the class path cannot be read
   * @throws IllegalArgumentException naming the word that is unknown, doubled, missing or bad
   */
  static ForkWords parse(String... args) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String word = args[i];
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(word + " needs a value");
      }
      String value = args[i + 1];
      switch (word) {
        case "--param" -> {
          int equals = value.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("--param takes NAME=VALUE, got " + value);
          }
          putOnce(params, value.substring(0, equals), value.substring(equals + 1));
        }
        case "--workload",
            "--location",
            "--warmup-iterations",
            "--warmup-seconds",
            "--iterations",
            "--iteration-seconds",
            "--result" ->
            putOnce(words, word, value);
        default -> throw new IllegalArgumentException("unknown word " + word);
      }
    }
    String name = require(words, "--workload");
    Workload workload = find(name);
    workload.check(params);
    ForkWords parsed =
        new ForkWords(
            workload,
            require(words, "--location"),
            params,
            count(words, "--warmup-iterations", 0),
            seconds(words, "--warmup-seconds"),
            count(words, "--iterations", 1),
            seconds(words, "--iteration-seconds"),
            Path.of(require(words, "--result")));
    parsed.checkFiles();
    return parsed;
  }

  /** Note: Layertax's own are found without a look at the class path, which takes a while. */
  private static Workload find(String name) throws IOException {
    Optional<Workload> own = Workloads.own().find(name);
    return (own.isPresent() ? own : Workloads.ofClassPath().find(name))
        .orElseThrow(() -> new IllegalArgumentException("unknown workload " + name));
  }

  private void checkFiles() {
    atMost("--warmup-iterations", warmupIterations, workload.maxWarmupIterations(params));
    atMost("--iterations", iterations, workload.maxIterations(params));
  }

  private void atMost(String word, int value, int max) {
    if (value > max) {
      throw new IllegalArgumentException(
          "%s %d is more than the %d files the dataset of %s %s has for them"
              .formatted(word, value, max, workload.name(), params));
    }
  }

  private static void putOnce(Map<String, String> map, String key, String value) {
    if (map.put(key, value) != null) {
      throw new IllegalArgumentException(key + " is given twice");
    }
  }

  private static String require(Map<String, String> words, String word) {
    String value = words.get(word);
    if (value == null) {
      throw new IllegalArgumentException(word + " is missing");
    }
    return value;
  }

  private static int count(Map<String, String> words, String word, int atLeast) {
    String value = require(words, word);
    try {
      int count = Integer.parseInt(value);
      if (count >= atLeast) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(word + " takes a whole number, got " + value, e);
    }
    throw new IllegalArgumentException(word + " is at least " + atLeast + ", got " + value);
  }

  private static double seconds(Map<String, String> words, String word) {
    String value = require(words, word);
    try {
      double seconds = Double.parseDouble(value);
      if (seconds > 0 && seconds <= 3600) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(word + " takes a number of seconds, got " + value, e);
    }
    throw new IllegalArgumentException(word + " is above 0 and at most 3600, got " + value);
  }
}
