package dev.layertax.harness.run;

import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fork wrote to its result file, in the protocol of {@code dev.layertax.benchmarks.fork}.
 *
 * @param fork its measurements
 * @param jvm name and version of the measured JVM
 * @param store type and name of the file store it saw under its location
 */
record ForkReport(Fork fork, String jvm, String store) {

  private static final String HEADER = "layertax-fork\t1";

  /**
   * Reads a result file.
   *
   * @throws DamagedForkReportException when it is not whole, or a line is not of the protocol
   */
  static ForkReport parse(String text) throws DamagedForkReportException {
    Parser parser = new Parser();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new DamagedForkReportException(
          "the fork's result must begin with \"%s\", found \"%s\""
              .formatted(
                  HEADER.replace('\t', ' '), lines.isEmpty() ? "" : shortened(lines.get(0))));
    }
    for (int i = 1; i < lines.size(); i++) {
      if (parser.ended) {
        throw damaged(i, lines.get(i), "nothing may follow the line \"end\"");
      }
      try {
        parser.take(lines.get(i).split("\t", -1));
      } catch (IllegalArgumentException e) {
        throw damaged(i, lines.get(i), e.getMessage());
      }
    }
    if (!parser.ended) {
      throw new DamagedForkReportException(
          "the fork's result stops after "
              + lines.size()
              + " lines without its line \"end\": the fork died while it wrote");
    }
    return parser.report();
  }

  private static DamagedForkReportException damaged(int index, String line, String problem) {
    return new DamagedForkReportException(
        "line %d of the fork's result, \"%s\": %s".formatted(index + 1, shortened(line), problem));
  }

  private static String shortened(String line) {
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }

  private static final class Parser {
    private final List<Iteration> warmup = new ArrayList<>();
    private final List<Iteration> iterations = new ArrayList<>();
    private final Map<String, Double> counters = new TreeMap<>();
    private final List<Long> nanos = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private String jvm = "unknown";
    private String store = "unknown";
    private String verified;
    private boolean ended;

    void take(String[] words) {
      switch (words[0]) {
        case "jvm" -> jvm = pair(words);
        case "store" -> store = pair(words);
        case "warmup" -> iteration(words, warmup);
        case "iteration" -> iteration(words, iterations);
        case "counter" -> counter(words);
        case "latency" -> latency(words);
        case "verified" -> {
          expect(words, 2);
          verified = words[1];
        }
        case "end" -> {
          expect(words, 1);
          if (iterations.isEmpty()) {
            throw new IllegalArgumentException("no measured iteration came before it");
          }
          ended = true;
        }
        default -> throw new IllegalArgumentException("the protocol has no such line");
      }
    }

    private static String pair(String[] words) {
      expect(words, 3);
      return words[1] + " " + words[2];
    }

    private static void iteration(String[] words, List<Iteration> into) {
      expect(words, 4);
      if (number(words[1]) != into.size()) {
        throw new IllegalArgumentException("its index must be " + into.size());
      }
      long operations = number(words[2]);
      double secondsPerOp = Double.parseDouble(words[3]);
      if (operations < 1 || !(secondsPerOp > 0) || Double.isInfinite(secondsPerOp)) {
        throw new IllegalArgumentException("operations and seconds per operation must be above 0");
      }
      into.add(new Iteration(operations, secondsPerOp));
    }

    private void counter(String[] words) {
      expect(words, 4);
      long total = number(words[2]);
      long operations = number(words[3]);
      if (total < 0 || operations < 1) {
        throw new IllegalArgumentException("a counter needs 0 or more over 1 or more operations");
      }
      if (counters.put(words[1], (double) total / operations) != null) {
        throw new IllegalArgumentException("the counter is there twice");
      }
    }

    private void latency(String[] words) {
      expect(words, 3);
      long nanoseconds = number(words[1]);
      long count = number(words[2]);
      if (count < 1 || nanoseconds < 0) {
        throw new IllegalArgumentException("a latency needs a count of 1 or more");
      }
      if (!nanos.isEmpty() && nanos.get(nanos.size() - 1) >= nanoseconds) {
        throw new IllegalArgumentException("latencies must rise");
      }
      nanos.add(nanoseconds);
      counts.add(count);
    }

    private static void expect(String[] words, int number) {
      if (words.length != number) {
        throw new IllegalArgumentException("must have " + number + " fields");
      }
    }

    private static long number(String word) {
      return Long.parseLong(word);
    }

    ForkReport report() {
      Latencies latencies =
          new Latencies(
              nanos.stream().mapToLong(Long::longValue).toArray(),
              counts.stream().mapToLong(Long::longValue).toArray());
      return new ForkReport(
          new Fork(warmup, iterations, new TreeMap<>(counters), latencies, verified), jvm, store);
    }
  }
}
