package dev.layertax.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A visit as the harness makes it: the measured program in a JVM of its own. */
public final class MeasuredJvm {

  private MeasuredJvm() {}

  /**
   * Visits a place and returns what the program wrote to stderr.
   *
   * @param words of the workload and its parameters
   */
  public static List<String> failedVisit(Path scratch, Path place, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + scratch));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.layertax.benchmarks.fork.ForkMain");
    command.addAll(List.of(words));
    command.addAll(List.of("--warmup-iterations", "1", "--warmup-seconds", "0.05"));
    command.addAll(List.of("--iterations", "1", "--iteration-seconds", "0.05"));
    command.addAll(List.of("--location", place.toUri().toString()));
    command.addAll(List.of("--result", scratch.resolve("result.tsv").toString()));
    Path errors = scratch.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return Files.readAllLines(errors);
  }
}
