package dev.layertax.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.dataset.Dataset;
import dev.layertax.benchmarks.dataset.DatasetFile;
import dev.layertax.benchmarks.dataset.Payload;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkMainTest {
  private static final List<String> TINY =
      List.of(
          "--warmup-iterations", "1",
          "--warmup-seconds", "0.02",
          "--iterations", "2",
          "--iteration-seconds", "0.02");

  @TempDir Path temp;
  private Path place;
  private Path result;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void makePlace() throws IOException {
    place = Files.createDirectory(temp.resolve("a place"));
    result = temp.resolve("result.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // workload       | parameter      | written | flushes | created | renamed | deleted
        "wal-append       |                | 8192    | 1       | 0       | 0       | 0",
        "page-update      | sync=none      | 8192    | 0       | 0       | 0       | 0",
        "page-update      | sync=fdatasync | 8192    | 1       | 0       | 0       | 0",
        "first-write      | size=4KiB      | 4096    | 1       | 0       | 0       | 0",
        // 512 + 5 * (4 + 4096 + 4) + 12 + 5 * 4096
        "rollback-journal |                | 41524   | 5       | 1       | 0       | 1",
        "small-files      |                | 4096    | 1       | 1       | 1       | 1",
        "metadata-change    | size=4KiB    | 0       | 0       | 0       | 0       | 0",
        "missing-lookup     | layers=20    | 0       | 0       | 0       | 0       | 0",
        "directory-scan     |              | 0       | 0       | 0       | 0       | 0",
        "directory-rename   |              | 0       | 0       | 0       | 1       | 0",
        "delete-image-files | size=4KiB    | 0       | 0       | 0       | 0       | 1",
        "atomic-replace     |              | 4096    | 2       | 1       | 1       | 0",
        "shared-file-direct |              | 4096    | 0       | 0       | 0       | 0",
        "checkpoint     | page=8KiB sync=fsync       | 262144  | 8  | 0 | 0 | 0",
        "checkpoint     | page=16KiB sync=O_DIRECT   | 524288  | 8  | 0 | 0 | 0",
        "doublewrite    | page=16KiB sync=fsync      | 1048576 | 2  | 0 | 0 | 0",
        "doublewrite    | page=4KiB sync=O_DIRECT    | 262144  | 1  | 0 | 0 | 0",
        // 4 * 256 KiB + 1 MiB + 4 KiB + 16; a flush of each of 7 files, 6 of the directory
        "lsm-compaction | buffer=256KiB sync=fdatasync    | 2101264 | 13 | 7 | 1 | 6",
        "lsm-compaction | buffer=256KiB sync=O_DIRECT     | 2101264 | 13 | 7 | 1 | 6",
        "preallocate    | allocation=none sync=fdatasync  | 8192    | 1  | 0 | 0 | 0",
        "preallocate    | allocation=sparse sync=fsync    | 8192    | 1  | 0 | 0 | 0",
        "preallocate    | allocation=sparse sync=O_DIRECT | 8192    | 1  | 0 | 0 | 0",
        "preallocate    | allocation=zeros sync=O_DSYNC   | 8192    | 1  | 0 | 0 | 0",
        "preallocate    | allocation=zeros sync=O_DIRECT  | 8192    | 1  | 0 | 0 | 0",
        "log-rotate     | record=256B sync=none           | 16384   | 0  | 1 | 4 | 1",
        "log-rotate     | record=4KiB sync=fdatasync      | 262144  | 1  | 1 | 4 | 1",
        "group-commit   | record=512B writers=1           | 512     | 1  | 0 | 0 | 0",
        "cpu-sentinel     |                | 0       | 0       | 0       | 0       | 0",
        "storage-anchor   |                | 8192    | 1       | 0       | 0       | 0",
      })
  void visit_anyWorkload_resultWholeAndCountersExact(
      String workload,
      String param,
      long written,
      long flushes,
      long created,
      long renamed,
      long deleted)
      throws IOException {
    Map<String, String> params = param == null ? Map.of() : parse(param);
    DirectWrites.assumeFor(workload, params, place);
    dataset(workload, params).writeTo(place);

    assertThat(run(words(workload, params))).as(errors.toString(StandardCharsets.UTF_8)).isZero();

    ForkResult read = ForkResult.read(result);
    assertThat(read.lines().get(0)).containsExactly("layertax-fork", "1");
    assertThat(read.of("jvm")).hasSize(1).allMatch(line -> line.size() == 3);
    assertThat(read.of("store").get(0))
        .containsExactly(
            "store", Files.getFileStore(place).type(), Files.getFileStore(place).name());
    assertThat(read.of("warmup")).hasSize(1);
    assertThat(read.of("iteration")).hasSize(2).allSatisfy(ForkMainTest::isAnIteration);
    assertThat(read.lines().get(read.lines().size() - 1)).containsExactly("end");
    assertThat(read.perOperation("bytesWritten")).isEqualTo(written);
    assertThat(read.perOperation("flushes")).isEqualTo(flushes);
    assertThat(read.perOperation("filesCreated")).isEqualTo(created);
    assertThat(read.perOperation("filesRenamed")).isEqualTo(renamed);
    assertThat(read.perOperation("filesDeleted")).isEqualTo(deleted);
    assertThat(errors.size()).isZero();
    assertThat(files(temp)).contains("result.txt").doesNotContain("result.txt.part");
  }

  static Map<String, String> parse(String words) {
    Map<String, String> params = new HashMap<>();
    for (String word : words.split(" ", -1)) {
      int equals = word.indexOf('=');
      params.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return params;
  }

  private static void isAnIteration(List<String> line) {
    assertThat(Long.parseLong(line.get(2))).isPositive();
    assertThat(Double.parseDouble(line.get(3))).isPositive();
  }

  /**
   * The samples lie within the iterations, so their sum does too, but for JMH's buckets of 0.1 %.
   */
  @Test
  void visit_steadyWorkload_latenciesRiseAndFitTheIterations() throws IOException {
    run(words("wal-append", Map.of()));

    ForkResult read = ForkResult.read(result);
    List<Long> nanos = read.of("latency").stream().map(l -> Long.parseLong(l.get(1))).toList();
    assertThat(nanos).isNotEmpty().isSorted().doesNotHaveDuplicates();
    long samples = 0;
    double sampledSeconds = 0;
    for (List<String> bucket : read.of("latency")) {
      samples += Long.parseLong(bucket.get(2));
      sampledSeconds += Long.parseLong(bucket.get(1)) * 1e-9 * Long.parseLong(bucket.get(2));
    }
    long operations = 0;
    double seconds = 0;
    for (List<String> iteration : read.of("iteration")) {
      operations += Long.parseLong(iteration.get(2));
      seconds += Long.parseLong(iteration.get(2)) * Double.parseDouble(iteration.get(3));
    }
    assertThat(samples).isPositive().isLessThanOrEqualTo(operations);
    assertThat(sampledSeconds).isLessThanOrEqualTo(seconds * 1.01);
    assertThat(read.counter("flushes")).containsExactly(operations, operations);
  }

  @ParameterizedTest
  @CsvSource({
    "page-update, sync=none, 8192, 3",
    "rollback-journal, , 4096, 9",
    "atomic-replace, , 4096, 14"
  })
  void visit_workloadOfPages_overwritesWholePagesWithItsPayload(
      String workload, String param, int pageBytes, long seed) throws IOException {
    Map<String, String> params = param == null ? Map.of() : parse(param);
    Dataset dataset = dataset(workload, params);
    dataset.writeTo(place);
    byte[] before = Files.readAllBytes(dataset.files().get(0).in(place));
    ByteBuffer payload = Payload.of(pageBytes, seed);

    run(words(workload, params));

    byte[] after = Files.readAllBytes(dataset.files().get(0).in(place));
    int changed = 0;
    for (int at = 0; at < after.length; at += pageBytes) {
      if (!Arrays.equals(before, at, at + pageBytes, after, at, at + pageBytes)) {
        assertThat(ByteBuffer.wrap(after, at, pageBytes)).isEqualTo(payload);
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(before.length == pageBytes ? 0 : 1);
    assertThat(after).hasSameSizeAs(before);
  }

  @Test
  void visit_firstWrite_touchesOneFileForEachIteration() throws IOException {
    Map<String, String> params = Map.of("size", "1MiB");
    Dataset dataset = dataset("first-write", params);
    dataset.writeTo(place);
    Path untouched = Files.createDirectory(temp.resolve("untouched"));
    dataset.writeTo(untouched);

    run(words("first-write", params));

    List<String> changed = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      if (Files.mismatch(file.in(place), file.in(untouched)) >= 0) {
        changed.add(file.path());
      }
    }
    assertThat(changed)
        .containsExactly("untouched-1MiB/0", "untouched-1MiB/1", "untouched-1MiB/warmup-0");
    dataset.verify(place);
    ForkResult read = ForkResult.read(result);
    assertThat(read.of("latency").stream().mapToLong(l -> Long.parseLong(l.get(2))).sum())
        .isEqualTo(2);
    assertThat(read.counter("bytesWritten")).containsExactly(8192, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wal-append",
        "rollback-journal",
        "small-files",
        "atomic-replace",
        "storage-anchor"
      })
  void visit_workloadWithFilesOfItsOwn_leavesOnlyTheDataset(String workload) throws IOException {
    Dataset dataset = dataset(workload, Map.of());
    dataset.writeTo(place);

    run(words(workload, Map.of()));

    assertThat(files(place))
        .containsExactlyElementsOf(
            new TreeSet<>(dataset.files().stream().map(DatasetFile::path).toList()));
    dataset.verify(place);
  }

  @Test
  void visit_sharedFileDirect_eachThreadWritesItsOwnPages() throws IOException {
    DirectWrites.assumeFor("shared-file-direct", Map.of(), place);
    Dataset dataset = dataset("shared-file-direct", Map.of());
    dataset.writeTo(place);
    byte[] before = Files.readAllBytes(dataset.files().get(0).in(place));

    run(words("shared-file-direct", Map.of()));

    ByteBuffer after = ByteBuffer.wrap(Files.readAllBytes(dataset.files().get(0).in(place)));
    Set<ByteBuffer> written = new HashSet<>();
    for (int at = 0; at < before.length; at += 4096) {
      ByteBuffer page = after.slice(at, 4096);
      if (!page.equals(ByteBuffer.wrap(before, at, 4096))) {
        written.add(page);
      }
    }
    Set<ByteBuffer> payloads = new HashSet<>();
    for (int thread = 0; thread < 8; thread++) {
      payloads.add(Payload.of(4096, 700 + thread));
    }
    assertThat(written).isEqualTo(payloads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"512B", "8KiB"})
  void visit_groupCommit_everyRecordIsWrittenOnceAndFewerFlushes(String record) throws IOException {
    Map<String, String> params = Map.of("writers", "8", "record", record);

    assertThat(run(words("group-commit", params))).isZero();

    ForkResult read = ForkResult.read(result);
    long bytes = record.equals("512B") ? 512 : 8192;
    assertThat(read.perOperation("bytesWritten")).isEqualTo(bytes);
    long[] flushes = read.counter("flushes");
    assertThat(flushes[0]).isBetween((flushes[1] + 7) / 8, flushes[1]);
    assertThat(files(place)).isEmpty();
  }

  @Test
  void visit_metadataChange_takesTheFileFromAllButItsOwner() throws IOException {
    Map<String, String> params = Map.of("size", "4KiB");
    Dataset dataset = dataset("metadata-change", params);
    dataset.writeTo(place);

    run(words("metadata-change", params));

    List<String> changed = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      if (PosixFilePermissions.toString(Files.getPosixFilePermissions(file.in(place)))
          .equals("rw-------")) {
        changed.add(file.path());
      }
    }
    assertThat(changed)
        .containsExactly("untouched-4KiB/0", "untouched-4KiB/1", "untouched-4KiB/warmup-0");
    dataset.verify(place);
  }

  @Test
  void visit_locationAbsent_failsNamingIt() {
    assertThat(run(words("wal-append", Map.of(), temp.resolve("nowhere")))).isEqualTo(1);
    assertThat(lastError()).startsWith("wal-append at file:").contains("nowhere: is no directory");
    assertThat(result).doesNotExist();
  }

  @Test
  void visit_datasetAbsent_failsNamingTheFile() {
    assertThat(run(words("page-update", Map.of("sync", "none")))).isEqualTo(1);
    assertThat(lastError()).contains("table.dat").contains("table-64MiB is absent");
    assertThat(place).isEmptyDirectory();
  }

  /** In a JVM of its own: JMH keeps the state of a failed benchmark, as it expects to end. */
  @Test
  void visit_benchmarkThrows_failsWithItsReason() throws Exception {
    Files.writeString(place.resolve("wal-0.log"), "of the user");

    Process fork = child(words("wal-append", Map.of()));

    String output = said(fork);
    assertThat(fork.waitFor()).isEqualTo(1);
    assertThat(output)
        .startsWith("wal-append at file:")
        .contains("FileAlreadyExistsException")
        .contains("wal-0.log")
        .hasLineCount(1);
    assertThat(place.resolve("wal-0.log")).hasContent("of the user");
    assertThat(result).doesNotExist();
  }

  @Test
  void visit_resultDirectoryAbsent_failsNamingIt() {
    result = temp.resolve("nowhere").resolve("result.txt");

    assertThat(run(words("cpu-sentinel", Map.of()))).isEqualTo(1);
    assertThat(lastError()).contains("nowhere");
  }

  @Test
  void words_moreIterationsThanFiles_usage() {
    assertThat(run(changed("first-write", Map.of("size", "64MiB"), "--iterations", "3")))
        .isEqualTo(64);
    assertThat(lastError()).contains("--iterations 3").contains("2 files");
    assertThat(run(changed("first-write", Map.of("size", "4KiB"), "--warmup-iterations", "201")))
        .isEqualTo(64);
    assertThat(lastError()).contains("--warmup-iterations 201").contains("200 files");
  }

  @Test
  void words_bad_usageNamingTheWord() {
    Map<String, String> none = Map.of();
    usage(words("no-such", none), "unknown workload no-such");
    usage(words("page-update", none), "parameter sync of page-update is one of [none, fdatasync]");
    usage(words("page-update", Map.of("sync", "often")), "got often");
    usage(words("wal-append", Map.of("sync", "none")), "wal-append has no parameter sync");
    usage(changed("wal-append", none, "--iterations", "0"), "--iterations is at least 1, got 0");
    usage(changed("wal-append", none, "--iterations", "two"), "--iterations takes a whole number");
    usage(changed("wal-append", none, "--warmup-seconds", "0"), "--warmup-seconds is above 0");
    usage(changed("wal-append", none, "--warmup-seconds", "NaN"), "--warmup-seconds is above 0");
    usage(changed("wal-append", none, "--iteration-seconds", "1s"), "takes a number of seconds");
    usage(new String[] {"--workload", "wal-append"}, "--location is missing");
    usage(new String[] {"--workload"}, "--workload needs a value");
    usage(new String[] {"--fast", "yes"}, "unknown word --fast");
    usage(new String[] {"--param", "novalue"}, "--param takes NAME=VALUE, got novalue");
    usage(new String[] {"--location", "a", "--location", "b"}, "--location is given twice");
  }

  @Test
  void main_parentGone_leavesWithoutResult() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    Process fork =
        child(
            List.of("-Dlayertax.parent=" + parent.pid()),
            changed("wal-append", Map.of(), "--iteration-seconds", "3000"));
    parent.destroyForcibly().waitFor();

    String output = said(fork);
    assertThat(fork.waitFor()).isNotZero();
    assertThat(output).contains("process " + parent.pid()).contains("has gone");
    assertThat(result).doesNotExist();
  }

  @Test
  void main_parentStays_leavesWithTheResultAndSaysNothing() throws Exception {
    long self = ProcessHandle.current().pid();
    Process fork = child(List.of("-Dlayertax.parent=" + self), words("wal-append", Map.of()));

    String output = said(fork);
    assertThat(fork.waitFor()).isZero();
    assertThat(output).isEmpty();
    assertThat(ForkResult.read(result).of("end")).hasSize(1);
  }

  /** What the fork itself printed: JDK 24 and later add warnings of JMH's use of Unsafe. */
  private static String said(Process fork) throws IOException {
    return new String(fork.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("WARNING: "))
        .collect(Collectors.joining("\n"));
  }

  private Process child(String... words) throws IOException {
    return child(List.of(), words);
  }

  private Process child(List<String> flags, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkMain.class.getName()));
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private void usage(String[] words, String message) {
    assertThat(run(words)).isEqualTo(64);
    assertThat(lastError()).contains(message);
  }

  private int run(String... words) {
    return ForkMain.run(new PrintStream(errors, true, StandardCharsets.UTF_8), words);
  }

  private String lastError() {
    List<String> lines = errors.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.get(lines.size() - 1);
  }

  private String[] words(String workload, Map<String, String> params) {
    return words(workload, params, place);
  }

  private String[] words(String workload, Map<String, String> params, Path location) {
    List<String> words = new ArrayList<>(TINY);
    words.addAll(List.of("--workload", workload, "--location", location.toUri().toString()));
    words.addAll(List.of("--result", result.toString()));
    params.forEach((name, value) -> words.addAll(List.of("--param", name + "=" + value)));
    return words.toArray(String[]::new);
  }

  private String[] changed(String workload, Map<String, String> params, String word, String value) {
    String[] words = words(workload, params);
    words[Arrays.asList(words).indexOf(word) + 1] = value;
    return words;
  }

  private static Dataset dataset(String name, Map<String, String> params) {
    Workload workload = Workloads.own().find(name).orElseThrow();
    return (Dataset) workload.dataset(params);
  }

  private static SortedSet<String> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      SortedSet<String> files = new TreeSet<>();
      paths
          .filter(Files::isRegularFile)
          .forEach(path -> files.add(root.relativize(path).toString()));
      return files;
    }
  }
}
