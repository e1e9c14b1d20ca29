package dev.layertax.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.unionfs.UnionFileSystem;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads on the simulated layer: what is copied up, exactly. */
class ForkOnUnionTest {
  @TempDir Path temp;
  private Path lower;
  private final List<Path> lowers = new ArrayList<>();
  private Path upper;
  private Path work;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void makeLayers() throws IOException {
    lower = Files.createDirectory(temp.resolve("lower"));
    lowers.add(lower);
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
    "page-update, sync=none",
    "page-update, sync=fdatasync",
    "rollback-journal,",
    "small-files,",
    "atomic-replace,",
    "shared-file-direct,",
    "group-commit, writers=8 record=512B",
    "checkpoint, page=8KiB sync=fsync",
    "checkpoint, page=16KiB sync=O_DIRECT",
    "doublewrite, page=16KiB sync=fsync",
    "doublewrite, page=4KiB sync=O_DIRECT",
    "lsm-compaction, buffer=256KiB sync=fdatasync",
    "lsm-compaction, buffer=256KiB sync=O_DIRECT",
    "preallocate, allocation=none sync=fsync",
    "preallocate, allocation=sparse sync=O_DIRECT",
    "preallocate, allocation=zeros sync=O_DSYNC",
    "log-rotate, record=256B sync=none"
  })
  void visit_steadyWorkload_copiesNothingUp(String workload, String words) throws IOException {
    Map<String, String> params = words == null ? Map.of() : ForkMainTest.parse(words);
    DirectWrites.assumeFor(workload, params, upper);
    Dataset dataset = ship(workload, params);

    ForkResult read = visit(workload, params);

    assertThat(read.perOperation("bytesCopiedUp")).isZero();
    assertThat(read.perOperation("filesCopiedUp")).isZero();
    assertThat(read.perOperation("bytesWritten")).isPositive();
    dataset.verify(lower);
  }

  @ParameterizedTest
  @CsvSource({"4KiB, 4096", "1MiB, 1048576"})
  void visit_metadataChange_copiesUpTheWholeFileOnce(String size, long bytes) throws IOException {
    Map<String, String> params = Map.of("size", size);
    Dataset dataset = ship("metadata-change", params);

    ForkResult read = visit("metadata-change", params);

    assertThat(read.counter("bytesCopiedUp")).containsExactly(3 * bytes, 3);
    assertThat(read.counter("filesCopiedUp")).containsExactly(3, 3);
    assertThat(read.perOperation("bytesWritten")).isZero();
    List<String> copied = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      if (Files.exists(file.in(upper))) {
        assertThat(Files.mismatch(file.in(upper), file.in(lower))).isEqualTo(-1);
        assertThat(mode(file.in(upper))).isEqualTo("rw-------");
        copied.add(file.path().substring(file.path().lastIndexOf('/') + 1));
      }
      assertThat(mode(file.in(lower))).isNotEqualTo("rw-------");
    }
    assertThat(copied).containsExactly("0", "1", "2", "warmup-0", "warmup-1");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @CsvSource({"missing-lookup, 1", "missing-lookup, 20", "directory-scan,"})
  void visit_workloadThatReads_leavesTheLayerEmpty(String workload, String layers)
      throws IOException {
    Map<String, String> params = layers == null ? Map.of() : Map.of("layers", layers);
    Dataset dataset = ship(workload, params);

    ForkResult read = visit(workload, params);

    assertThat(lowers).hasSize(dataset.layers());
    assertThat(read.of("counter")).allMatch(counter -> counter.get(2).equals("0"));
    assertThat(inOrder(upper)).isEmpty();
  }

  @Test
  void visit_directoryRename_isRefusedAndCopied() throws IOException {
    Dataset dataset = ship("directory-rename", Map.of());

    ForkResult read = visit("directory-rename", Map.of());

    assertThat(read.perOperation("filesRenamed")).isZero();
    assertThat(read.perOperation("filesCreated")).isEqualTo(9);
    assertThat(read.perOperation("filesDeleted")).isEqualTo(9);
    assertThat(read.perOperation("bytesWritten")).isEqualTo(8 * 4096);
    assertThat(read.perOperation("bytesCopiedUp")).isZero();
    dataset.verify(lower);
    Set<String> touched = Set.of("0", "1", "2", "warmup-0", "warmup-1");
    try (FileSystem layer = mount()) {
      for (DatasetFile file : dataset.files()) {
        Path shown = file.in(layer.getPath("/"));
        String directory = shown.getParent().getFileName().toString();
        if (touched.contains(directory)) {
          assertThat(Files.exists(shown.getParent())).isFalse();
          shown = shown.getParent().resolveSibling(directory + ".old").resolve(shown.getFileName());
        }
        assertThat(Files.mismatch(shown, file.in(lower))).isEqualTo(-1);
      }
    }
  }

  @Test
  void visit_deleteImageFiles_hidesThemAndCopiesNothing() throws IOException {
    Map<String, String> params = Map.of("size", "4KiB");
    Dataset dataset = ship("delete-image-files", params);

    ForkResult read = visit("delete-image-files", params);

    assertThat(read.perOperation("filesDeleted")).isEqualTo(1);
    assertThat(read.perOperation("bytesCopiedUp")).isZero();
    assertThat(read.perOperation("filesCopiedUp")).isZero();
    dataset.verify(lower);
    List<String> hidden = new ArrayList<>();
    try (FileSystem layer = mount()) {
      for (DatasetFile file : dataset.files()) {
        if (!Files.exists(file.in(layer.getPath("/")))) {
          hidden.add(file.path().substring(file.path().lastIndexOf('/') + 1));
        }
      }
    }
    assertThat(hidden).containsExactly("0", "1", "2", "warmup-0", "warmup-1");
  }

  @Test
  void visit_datasetNotInTheImage_failsAndWritesNothing() {
    assertThat(run("page-update", Map.of("sync", "none"))).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("table-64MiB is absent");
    assertThat(upper.resolve("table.dat")).doesNotExist();
  }

  private Dataset ship(String workload, Map<String, String> params) throws IOException {
    Dataset dataset = (Dataset) Workloads.own().find(workload).orElseThrow().dataset(params);
    dataset.writeTo(lower, 0);
    for (int layer = 1; layer < dataset.layers(); layer++) {
      lowers.add(Files.createDirectory(temp.resolve("lower-" + layer)));
      dataset.writeTo(lowers.get(layer), layer);
    }
    return dataset;
  }

  /** What a later container of the same layer would see. */
  private FileSystem mount() throws IOException {
    return UnionFileSystem.mount(lowers, upper, work);
  }

  private static List<Path> inOrder(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private ForkResult visit(String workload, Map<String, String> params) throws IOException {
    assertThat(run(workload, params)).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return ForkResult.read(temp.resolve("result.txt"));
  }

  private int run(String workload, Map<String, String> params) {
    String location =
        lowers.stream()
            .map(layer -> "lower=" + layer)
            .collect(Collectors.joining("&", "union:/?", "&upper=" + upper + "&work=" + work));
    List<String> words = new ArrayList<>(List.of("--workload", workload, "--location", location));
    words.addAll(List.of("--warmup-iterations", "2", "--warmup-seconds", "0.02"));
    words.addAll(List.of("--iterations", "3", "--iteration-seconds", "0.02"));
    words.addAll(List.of("--result", temp.resolve("result.txt").toString()));
    params.forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    return ForkMain.run(
        new PrintStream(errors, true, StandardCharsets.UTF_8), words.toArray(String[]::new));
  }
}
