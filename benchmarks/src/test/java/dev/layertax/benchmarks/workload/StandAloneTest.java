package dev.layertax.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command at the end of each workload's Javadoc: JMH's own main class, no harness. */
class StandAloneTest {
  @TempDir Path working;
  private String output;

  @Test
  void jmhMain_noLocation_runsInATemporaryDirectoryAndRemovesIt() throws Exception {
    assertThat(jmh("SmallFiles", "-wi", "0", "-i", "1", "-r", "20ms")).as(output).isZero();

    assertThat(output).contains("SmallFiles.deliverAndDelete").contains("temporary");
    assertThat(working).isEmptyDirectory();
  }

  @Test
  void jmhMain_location_writesTheDatasetThereAndLeavesIt() throws Exception {
    Path place = Files.createDirectory(working.resolve("place"));

    assertThat(jmh("FirstWrite", "-p", "location=" + place.toUri(), "-p", "size=4KiB", "-wi", "1"))
        .as(output)
        .isZero();

    UntouchedFiles.dataset(Map.of("size", "4KiB")).verify(place);
  }

  @Test
  void jmhMain_moreIterationsThanFiles_failsBeforeItWrites() throws Exception {
    jmh("FirstWrite", "-p", "size=64MiB", "-i", "3");

    assertThat(output)
        .contains(
            "64MiB has files for 200 warm-up and 2 measured iterations, 200 and 3 were asked");
    assertThat(working).isEmptyDirectory();
  }

  @Test
  void jmhMain_moreIterationsThanDirectories_failsBeforeItWrites() throws Exception {
    jmh("DirectoryRename", "-i", "9");

    assertThat(output)
        .contains("for 64 warm-up and 8 measured iterations, 64 and 9 were asked for");
    assertThat(working).isEmptyDirectory();
  }

  @Test
  void jmhMain_fewerThreadsThanWriters_saysWhichOptionIsMissing() throws Exception {
    jmh("GroupCommit", "-p", "writers=8", "-p", "record=512B", "-i", "1");

    assertThat(output).contains("writers=8 needs as many threads, got 1; say -t 8");
  }

  @Test
  void jmhMain_asManyThreadsAsWriters_runs() throws Exception {
    assertThat(
            jmh("GroupCommit", "-p", "writers=8", "-t", "8", "-wi", "0", "-i", "1", "-r", "20ms"))
        .as(output)
        .isZero();

    assertThat(output).contains("GroupCommit.commit").doesNotContain("<failure>");
    assertThat(working).isEmptyDirectory();
  }

  private int jmh(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                "-f",
                "0"));
    command.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(command).directory(working.toFile()).redirectErrorStream(true).start();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }
}
