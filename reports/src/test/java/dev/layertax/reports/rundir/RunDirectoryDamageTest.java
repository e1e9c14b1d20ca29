package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunDirectoryDamageTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell NAMED = LAYER.on(Target.NAMED_VOLUME);
  private static final Plan PLAN = ExampleRun.plan(4, .99, LAYER, NAMED);

  @TempDir Path temporary;
  private Path run;
  private Path samples;

  @BeforeEach
  void writeRun() throws IOException {
    run = temporary.resolve("run");
    samples = run.resolve("samples.jsonl");
    try (RunDirectory directory = RunDirectory.create(run, PLAN, ExampleRun.environment())) {
      directory.append(
          ExampleRun.sample(
              0,
              0,
              LAYER,
              ExampleRun.fork(
                  1,
                  Map.of("bytesWritten", 1.0),
                  new Latencies(new long[] {5, 7}, new long[] {1, 2}))));
      directory.append(ExampleRun.sample(0, 1, NAMED, 2));
    }
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> RunDirectory.open(run).read())
        .isInstanceOf(RunDirectoryException.class)
        .message()
        .contains(parts)
        .doesNotContainPattern("[\\p{Cntrl}]")
        .hasSizeLessThan(1000);
    assertThatThrownBy(() -> RunDirectory.openForResume(run))
        .isInstanceOf(RunDirectoryException.class);
  }

  /** What is put for what in the first line of the samples, and what the message must name. */
  static Stream<Arguments> damagedLines() {
    String deep = "[".repeat(100_000);
    return Stream.of(
        Arguments.of("\"block\":0", "\"block\":", "samples.jsonl, line 1"),
        Arguments.of("\"block\":0", "\"block\":\"0\"", "block"),
        Arguments.of("\"block\":0", "\"block\":0.5", "0.5"),
        Arguments.of("\"block\":0", "\"block\":-1", "block is -1"),
        Arguments.of("\"block\":0", "\"block\":4", "0 to 3"),
        Arguments.of("\"block\":0", "\"block\":null", "block"),
        Arguments.of("\"block\":0,", "", "block"),
        Arguments.of("\"block\":0", "\"block\":0,\"block\":1", "block"),
        Arguments.of("\"block\":0", "\"block\":99999999999999999999999", "block"),
        Arguments.of("\"block\":0", "\"block\":" + "9".repeat(100_000), "line 1"),
        Arguments.of("\"block\":0", "\"block\":" + deep, "line 1"),
        Arguments.of("\"block\":0", "\"nonsense\":" + deep, "line 1"),
        Arguments.of("\"block\":0", "\"nonsense\":0,\"block\":0", "nonsense"),
        Arguments.of("\"position\":0", "\"position\":-7", "position is -7"),
        Arguments.of("writable-layer", "writable-l\\u0007yer", "is no target"),
        Arguments.of("\"writable-layer\"", "{}", "is no target"),
        Arguments.of("writable-layer", "tmpfs", "no cell 'simulated first-write size=64MiB @"),
        Arguments.of("first-write", "first-\\u001b[31mwrite", "no cell"),
        Arguments.of("\"size\":\"64MiB\"", "\"size\":64", "size"),
        Arguments.of("\"size\":\"64MiB\"", "\"size\":null", "no cell"),
        Arguments.of("\"OK\"", "\"FAILED\"", "fork"),
        Arguments.of("\"OK\"", "0", "outcome"),
        Arguments.of("\"OK\"", "\"MAYBE\"", "MAYBE"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":0.0}", "secondsPerOp"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":-1}", "-1.0"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":null}", "NaN"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":1e999}", "Infinity"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":\"1.0\"}", "secondsPerOp"),
        Arguments.of("\"secondsPerOp\":1.0}", "\"secondsPerOp\":NaN}", "line 1"),
        Arguments.of("\"operations\":10", "\"operations\":0", "operations"),
        Arguments.of("\"bytesWritten\":1.0", "\"bytesWritten\":null", "counters.bytesWritten"),
        Arguments.of("\"bytesWritten\":1.0", "\"bytesWritten\":-1", "counters.bytesWritten"),
        Arguments.of("\"bytesWritten\":1.0", "\"target\":1", "'target' cannot name a counter"),
        Arguments.of("\"bytesWritten\":1.0", "\"a\\u0000b\":1", "cannot name a counter"),
        Arguments.of("[[5,1],[7,2]]", "[[5,1],[5,2]]", "rise"),
        Arguments.of("[[5,1],[7,2]]", "[[5,1],[7,0]]", "count 0"),
        Arguments.of("[[5,1],[7,2]]", "[[5,1,3]]", "latencies"),
        Arguments.of("[[5,1],[7,2]]", "[[5]]", "latencies"),
        Arguments.of("[[5,1],[7,2]]", "[[5,1.5]]", "latencies"),
        Arguments.of("[[5,1],[7,2]]", "[[99999999999999999999,1]]", "latencies"),
        Arguments.of("[[5,1],[7,2]]", "7", "latencies"),
        Arguments.of("[[5,1],[7,2]]", "null", "latencies"),
        Arguments.of("\"steal\":0.0", "\"steal\":-3", "conditions.steal"),
        Arguments.of("\"create\":0.25", "\"create\":\"x\"", "create"));
  }

  @ParameterizedTest
  @MethodSource("damagedLines")
  void read_damagedLine_namesFileLineAndValue(String sound, String damaged, String named)
      throws IOException {
    String text = Files.readString(samples);
    assertThat(text).contains(sound);
    int at = text.indexOf(sound);
    byte[] damage =
        (text.substring(0, at) + damaged + text.substring(at + sound.length()))
            .getBytes(StandardCharsets.UTF_8);
    Files.write(samples, damage);
    assertRefused("samples.jsonl, line 1", named);
    assertThat(samples).hasBinaryContent(damage);
  }

  /** Whole lines that are no samples, after the two good ones. */
  static Stream<Arguments> strangeLines() {
    return Stream.of("", "{}", "null", "[]", "7", "\"text\"", "{\"block\":0", "\u0000\u0000", "}{")
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("strangeLines")
  void read_lineThatIsNoSample_isRefused(String line) throws IOException {
    Files.writeString(samples, Files.readString(samples) + line + "\n");
    assertRefused("samples.jsonl, line 3");
  }

  @Test
  void read_notUtf8_isRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(samples);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first-write")] = (byte) 0xff;
    Files.write(samples, bytes);
    assertRefused("samples.jsonl, line 1");
  }

  @Test
  void read_sameVisitTwice_namesTheSecond() throws IOException {
    String text = Files.readString(samples);
    Files.writeString(samples, text + text);
    assertRefused("samples.jsonl, line 3", "block 0 has a second sample of '" + LAYER + "'");
  }

  @Test
  void read_cutAnywhere_keepsEveryWholeLine() throws IOException {
    byte[] bytes = Files.readAllBytes(samples);
    int firstLine = new String(bytes, StandardCharsets.UTF_8).indexOf('\n') + 1;
    IntStream lengths =
        IntStream.concat(
            IntStream.iterate(0, length -> length < bytes.length, length -> length + 7),
            IntStream.of(firstLine - 1, firstLine, firstLine + 1, bytes.length - 1));
    for (int length : lengths.toArray()) {
      Files.write(samples, Arrays.copyOf(bytes, length));
      var read = RunDirectory.open(run).read();
      assertThat(read.samples()).as("cut at %d", length).hasSize(length < firstLine ? 0 : 1);
      assertThat(read.warnings()).hasSize(length == 0 || length == firstLine ? 0 : 1);
    }
  }

  @Test
  void read_randomBytes_neverCrashes() throws IOException {
    Random random = new Random(4);
    byte[] sound = Files.readAllBytes(samples);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = sound.clone();
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(samples, bytes);
      try {
        assertThat(RunDirectory.open(run).read().samples()).hasSizeLessThanOrEqualTo(2);
      } catch (RunDirectoryException e) {
        assertThat(e).hasMessageContaining("samples.jsonl, line ");
      }
    }
  }

  @Test
  void read_missingSamples_isARunWithoutAny() throws IOException {
    Files.delete(samples);
    assertThat(RunDirectory.open(run).read().samples()).isEmpty();
  }

  static Stream<Arguments> damagedPlans() {
    return Stream.of(
        Arguments.of("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion is 2"),
        Arguments.of("\"schemaVersion\": 1", "\"schemaVersion\": 0", "schemaVersion is 0"),
        Arguments.of("\"schemaVersion\": 1", "\"schemaVersion\": \"1\"", "schemaVersion"),
        Arguments.of("\"schemaVersion\": 1,", "", "schemaVersion"),
        Arguments.of("\"blocks\": 4", "\"blocks\": 0", "got 0"),
        Arguments.of("\"blocks\": 4", "\"blocks\": []", "blocks"),
        Arguments.of("\"confidence\": 0.99", "\"confidence\": 1.5", "1.5"),
        Arguments.of("\"confidence\": 0.99", "\"confidence\": null", "confidence"),
        Arguments.of("\"sentinels\": [", "\"sentinels\": null, \"x\": [", "plan.json"),
        Arguments.of("\"named-volume\"", "\"nowhere\"", "'nowhere' is no target"),
        Arguments.of("\"seed\": 42", "\"seed\": 1e400", "seed"));
  }

  @ParameterizedTest
  @MethodSource("damagedPlans")
  void read_damagedPlan_namesFileAndValue(String sound, String damaged, String named)
      throws IOException {
    Path plan = run.resolve("plan.json");
    assertThat(Files.readString(plan)).contains(sound);
    Files.writeString(plan, Files.readString(plan).replace(sound, damaged));
    assertRefused("plan.json", named);
  }

  @Test
  void read_truncatedPlan_isRefusedAtEveryLength() throws IOException {
    Path plan = run.resolve("plan.json");
    byte[] bytes = Files.readAllBytes(plan);
    for (int length = 0; length < bytes.length - 2; length += 31) {
      Files.write(plan, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> RunDirectory.open(run).read())
          .isInstanceOf(RunDirectoryException.class)
          .hasMessageContaining("plan.json");
    }
  }

  @Test
  void read_newerEnvironment_isRefused() throws IOException {
    Path environment = run.resolve("environment.json");
    Files.writeString(
        environment,
        Files.readString(environment).replace("\"schemaVersion\": 1", "\"schemaVersion\": 9"));
    assertRefused("environment.json", "schemaVersion is 9, this version reads 1 to 1");
  }

  @Test
  void read_missingEnvironment_isRefused() throws IOException {
    Files.delete(run.resolve("environment.json"));
    assertRefused("environment.json", "missing");
  }

  @Test
  void open_noRunDirectory_saysWhatItHolds() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("photos"));
    Files.createFile(other.resolve("cat.jpg"));
    assertThatThrownBy(() -> RunDirectory.open(other))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContainingAll("photos", "no plan.json", "cat.jpg");
    assertThatThrownBy(() -> RunDirectory.open(temporary.resolve("absent")))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("no such directory");
    assertThatThrownBy(() -> RunDirectory.open(other.resolve("cat.jpg")))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("no directory");
  }

  @Test
  void create_occupiedDirectory_isRefusedAndLeftAlone() throws IOException {
    String before = Files.readString(run.resolve("plan.json"));
    assertThatThrownBy(() -> RunDirectory.create(run, PLAN, ExampleRun.environment()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContainingAll(run.toString(), "holds another run", "samples.jsonl");
    assertThat(run.resolve("plan.json")).hasContent(before);

    Path file = Files.writeString(temporary.resolve("file"), "mine");
    assertThatThrownBy(() -> RunDirectory.create(file, PLAN, ExampleRun.environment()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("it is a file");
    assertThat(file).hasContent("mine");

    Path photos = Files.createDirectory(temporary.resolve("photos"));
    Files.createFile(photos.resolve("cat.jpg"));
    assertThatThrownBy(() -> RunDirectory.create(photos, PLAN, ExampleRun.environment()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContainingAll("not empty", "cat.jpg");
    assertThat(photos).isDirectoryContaining("glob:**cat.jpg");
    assertThat(photos.toFile().list()).hasSize(1);
  }

  @Test
  void create_emptyDirectory_isTaken() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    RunDirectory.create(empty, PLAN, ExampleRun.environment()).close();
    assertThat(RunDirectory.open(empty).read().plan()).isEqualTo(PLAN);
  }

  @Test
  void create_directoryOfARunKilledBeforeItsPlan_isTaken() throws IOException {
    Path early = Files.createDirectory(temporary.resolve("early"));
    for (String name : new String[] {".lock", "samples.jsonl", "environment.json.tmp"}) {
      Files.createFile(early.resolve(name));
    }
    RunDirectory.create(early, PLAN, ExampleRun.environment()).close();
    assertThat(RunDirectory.open(early).read().plan()).isEqualTo(PLAN);
  }

  @Test
  void create_samplesWithoutAPlan_areLeftAlone() throws IOException {
    Path lost = Files.createDirectory(temporary.resolve("lost"));
    Files.createFile(lost.resolve(".lock"));
    Path kept = Files.copy(samples, lost.resolve("samples.jsonl"));
    assertThatThrownBy(() -> RunDirectory.create(lost, PLAN, ExampleRun.environment()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("samples.jsonl");
    assertThat(kept).hasSameBinaryContentAs(samples);
  }

  @Test
  void json_path_isOneThatAShellTakes() throws IOException {
    assertThat(RunDirectory.json(List.of(Path.of("/a b")))).contains("\"/a b\"");
  }

  @Test
  void append_sampleThatCouldNotBeRead_isRefusedAndNotWritten() throws IOException {
    byte[] before = Files.readAllBytes(samples);
    List<Sample> unfit =
        List.of(
            ExampleRun.sample(0, 0, LAYER, 1),
            ExampleRun.sample(9, 0, LAYER, 1),
            ExampleRun.sample(1, 0, LAYER.on(Target.TMPFS), 1),
            ExampleRun.sample(1, 0, LAYER, 0),
            ExampleRun.sample(1, 0, LAYER, Double.NaN),
            ExampleRun.sample(
                1, 0, LAYER, ExampleRun.fork(1, Map.of("engine", 1.0), Latencies.none())));
    try (RunDirectory directory = RunDirectory.openForResume(run)) {
      for (Sample sample : unfit) {
        assertThatThrownBy(() -> directory.append(sample))
            .isInstanceOf(RunDirectoryException.class);
      }
      assertThat(samples).hasBinaryContent(before);
      directory.append(ExampleRun.sample(1, 0, LAYER, 1));
    }
    assertThat(RunDirectory.open(run).read().samples()).hasSize(3);
  }

  @Test
  void append_openedForReading_isRefused() throws IOException {
    RunDirectory directory = RunDirectory.open(run);
    assertThatThrownBy(() -> directory.append(ExampleRun.sample(1, 0, LAYER, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("openForResume");
  }

  @Test
  void read_aMillionLatencies_keepsThemAll() throws IOException {
    Plan plan = ExampleRun.plan(10, .99, LAYER);
    long[] nanos = new long[100_000];
    long[] counts = new long[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = 1000L + i;
      counts[i] = 1L + i % 3;
    }
    Path large = temporary.resolve("large");
    try (RunDirectory directory = RunDirectory.create(large, plan, ExampleRun.environment())) {
      for (int block = 0; block < 10; block++) {
        directory.append(
            ExampleRun.sample(
                block, 0, LAYER, ExampleRun.fork(1, Map.of(), new Latencies(nanos, counts))));
      }
    }
    assertThat(RunDirectory.open(large).read().samples())
        .hasSize(10)
        .allSatisfy(
            sample -> {
              assertThat(sample.fork().latencies().nanos()).isEqualTo(nanos);
              assertThat(sample.fork().latencies().counts()).isEqualTo(counts);
            });
  }
}
