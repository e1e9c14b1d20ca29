package dev.layertax.databases;

import dev.layertax.benchmarks.dataset.MadeDataset;
import dev.layertax.benchmarks.fork.ForkMain;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The measured JVM, one for each visit, as the harness starts it. */
public final class Fork {
  private final Path temp;

  /** How a visit ended: what it said, and the lines of its result, none if it failed. */
  public record Exit(int code, String said, List<String> result) {

    /** What follows {@code verified} in the result. */
    public String verified() {
      return result.stream()
          .filter(line -> line.startsWith("verified\t"))
          .map(line -> line.substring(line.indexOf('\t') + 1))
          .findFirst()
          .orElse("");
    }
  }

  /** With its result and temporary files in a directory. */
  public Fork(Path directory) throws IOException {
    temp = Files.createDirectories(directory.resolve("fork"));
  }

  /** Makes the files of a workload that a program writes. */
  public static void make(String workload, Map<String, String> params, Path place)
      throws IOException {
    MadeDataset made =
        (MadeDataset) Workloads.ofClassPath().find(workload).orElseThrow().dataset(params);
    made.maker().make(place);
  }

  /** A visit of two iterations. */
  public Exit visit(String workload, Map<String, String> params, String location)
      throws IOException, InterruptedException {
    Path result = temp.resolve("result.tsv");
    Files.deleteIfExists(result);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.add("-Djava.io.tmpdir=" + temp);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkMain.class.getName()));
    words.addAll(List.of("--workload", workload, "--location", location));
    params.forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    words.addAll(List.of("--warmup-iterations", "1", "--warmup-seconds", "0.05"));
    words.addAll(List.of("--iterations", "2", "--iteration-seconds", "0.05"));
    words.addAll(List.of("--result", result.toString()));
    Process fork = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(fork.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = fork.waitFor();
    return new Exit(
        code, said, Files.exists(result) ? Files.readAllLines(result) : List.<String>of());
  }

  /** What the visits left among their temporary files, beside the result. */
  public List<String> leftovers() throws IOException {
    try (var files = Files.list(temp)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.equals("result.tsv"))
          .toList();
    }
  }
}
