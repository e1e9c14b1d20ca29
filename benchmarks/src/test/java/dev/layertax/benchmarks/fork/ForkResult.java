package dev.layertax.benchmarks.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a result file, split; read apart from the code that wrote it. */
record ForkResult(List<List<String>> lines) {

  static ForkResult read(Path file) throws IOException {
    return new ForkResult(
        Files.readAllLines(file).stream().map(line -> List.of(line.split("\t", -1))).toList());
  }

  List<List<String>> of(String kind) {
    return lines.stream().filter(line -> line.get(0).equals(kind)).toList();
  }

  /** Total and operations of a counter. */
  long[] counter(String name) {
    List<String> line =
        of("counter").stream()
            .filter(counter -> counter.get(1).equals(name))
            .findFirst()
            .orElseThrow();
    return new long[] {Long.parseLong(line.get(2)), Long.parseLong(line.get(3))};
  }

  /** A counter's total over its operations, which must divide. */
  long perOperation(String name) {
    long[] counter = counter(name);
    if (counter[0] % counter[1] != 0) {
      throw new AssertionError(name + " is " + counter[0] + " over " + counter[1]);
    }
    return counter[0] / counter[1];
  }
}
