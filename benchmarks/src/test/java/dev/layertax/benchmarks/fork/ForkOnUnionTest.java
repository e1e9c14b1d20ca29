package dev.layertax.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads on the simulated layer: what is copied up, exactly. */
class ForkOnUnionTest {
  @TempDir Path temp;
  private Path lower;
  private Path upper;
  private Path work;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void makeLayers() throws IOException {
    lower = Files.createDirectory(temp.resolve("lower"));
    upper = Files.createDirectory(temp.resolve("upper"));
    work = Files.createDirectory(temp.resolve("work"));
  }

  @ParameterizedTest
  @CsvSource({"4KiB, 4096", "1MiB, 1048576"})
  void visit_firstWrite_copiesUpTheWholeFile(String size, long bytes) throws IOException {
    Map<String, String> params = Map.of("size", size);
    Dataset dataset = ship("first-write", params);

    ForkResult read = visit("first-write", params);

    assertThat(read.counter("bytesCopiedUp")).containsExactly(3 * bytes, 3);
    assertThat(read.counter("filesCopiedUp")).containsExactly(3, 3);
    assertThat(read.counter("bytesWritten")).containsExactly(3 * 4096, 3);
    assertThat(read.of("store").get(0).get(1)).isEqualTo("overlay");
    Path untouched = Files.createDirectory(temp.resolve("untouched"));
    dataset.writeTo(untouched);
    List<String> copied = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      assertThat(Files.mismatch(file.in(lower), file.in(untouched))).isEqualTo(-1);
      if (Files.exists(file.in(upper))) {
        copied.add(file.path().substring(file.path().lastIndexOf('/') + 1));
      }
    }
    assertThat(copied).containsExactly("0", "1", "2", "warmup-0", "warmup-1");
  }

  @ParameterizedTest
  @CsvSource({
    "wal-append,",
    "page-update, none",
    "page-update, fdatasync",
    "rollback-journal,",
    "small-files,"
  })
  void visit_steadyWorkload_copiesNothingUp(String workload, String sync) throws IOException {
    Map<String, String> params = sync == null ? Map.of() : Map.of("sync", sync);
    Dataset dataset = ship(workload, params);

    ForkResult read = visit(workload, params);

    assertThat(read.perOperation("bytesCopiedUp")).isZero();
    assertThat(read.perOperation("filesCopiedUp")).isZero();
    assertThat(read.perOperation("bytesWritten")).isPositive();
    dataset.verify(lower);
  }

  @Test
  void visit_datasetNotInTheImage_failsAndWritesNothing() {
    assertThat(run("page-update", Map.of("sync", "none"))).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("table-64MiB is absent");
    assertThat(upper.resolve("table.dat")).doesNotExist();
  }

  private Dataset ship(String workload, Map<String, String> params) throws IOException {
    Dataset dataset = Workloads.find(workload).orElseThrow().dataset().apply(params);
    dataset.writeTo(lower);
    return dataset;
  }

  private ForkResult visit(String workload, Map<String, String> params) throws IOException {
    assertThat(run(workload, params)).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return ForkResult.read(temp.resolve("result.txt"));
  }

  private int run(String workload, Map<String, String> params) {
    String location = "union:/?lower=" + lower + "&upper=" + upper + "&work=" + work;
    List<String> words = new ArrayList<>(List.of("--workload", workload, "--location", location));
    words.addAll(List.of("--warmup-iterations", "2", "--warmup-seconds", "0.02"));
    words.addAll(List.of("--iterations", "3", "--iteration-seconds", "0.02"));
    words.addAll(List.of("--result", temp.resolve("result.txt").toString()));
    params.forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    return ForkMain.run(
        new PrintStream(errors, true, StandardCharsets.UTF_8), words.toArray(String[]::new));
  }
}
