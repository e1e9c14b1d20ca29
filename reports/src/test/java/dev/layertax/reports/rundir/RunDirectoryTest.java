package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Environment.ImageBuild;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell NAMED = ExampleRun.cell("first-write", Target.NAMED_VOLUME);
  private static final Plan PLAN = ExampleRun.plan(4, .99, LAYER, NAMED);

  @TempDir Path temporary;

  private Path run() {
    return temporary.resolve("runs/one");
  }

  private RunDirectory create() throws IOException {
    return RunDirectory.create(run(), PLAN, ExampleRun.environment());
  }

  private static List<Sample> samples() {
    return List.of(
        ExampleRun.sample(
            0,
            0,
            LAYER,
            ExampleRun.fork(
                .1,
                Map.of("bytesWritten", 4096.0, "bytesCopiedUp", 67108864.0, "perOp", 1.5),
                new Latencies(new long[] {1000, 2000, 1L << 40}, new long[] {5, 4, 1}))),
        ExampleRun.sample(0, 1, NAMED, .001),
        ExampleRun.failure(1, 0, LAYER, "the fork \"died\"\n\u0007 \u2028 after 3 s ∑"),
        ExampleRun.sample(1, 1, NAMED, 1.0 / 3));
  }

  @Test
  void read_appendedSamples_roundTrip() throws IOException {
    try (RunDirectory directory = create()) {
      for (Sample sample : samples()) {
        directory.append(sample);
      }
      Run read = RunDirectory.open(run()).read();
      assertThat(read.plan()).isEqualTo(PLAN);
      assertThat(read.environment()).isEqualTo(ExampleRun.environment());
      assertThat(read.samples()).usingRecursiveComparison().isEqualTo(samples());
      assertThat(read.warnings()).isEmpty();
    }
  }

  @Test
  void writeResults_samplesInAnyOrder_sameBytes() throws IOException {
    List<Sample> shuffled = new ArrayList<>(samples());
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Collections.shuffle(shuffled, new Random(i));
      Run run = new Run(PLAN, ExampleRun.environment(), shuffled);
      written.add(RunDirectory.json(Analysis.of(run)));
    }
    assertThat(written.stream().distinct()).hasSize(1);
    assertThat(written.get(0)).endsWith("}\n").doesNotContain("NaN", "\r");
  }

  @Test
  void append_afterAnotherOpened_isRefused() throws IOException {
    try (RunDirectory first = create()) {
      assertThatThrownBy(() -> RunDirectory.openForResume(run()))
          .isInstanceOf(RunDirectoryException.class)
          .hasMessageContaining("another process is writing");
      first.append(samples().get(0));
    }
    try (RunDirectory second = RunDirectory.openForResume(run())) {
      second.append(samples().get(1));
      assertThat(second.read().samples()).hasSize(2);
    }
  }

  @Test
  void openForResume_tornLine_isSetAsideAndTheRestGoesOn() throws IOException {
    try (RunDirectory directory = create()) {
      directory.append(samples().get(0));
    }
    Path samples = run().resolve("samples.jsonl");
    Files.writeString(samples, "{\"block\":0,\"posi", StandardOpenOption.APPEND);

    Run read = RunDirectory.open(run()).read();
    assertThat(read.samples()).hasSize(1);
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .contains("samples.jsonl, line 2", "torn");

    try (RunDirectory directory = RunDirectory.openForResume(run())) {
      assertThat(Files.readString(samples)).endsWith("}\n").hasLineCount(1);
      assertThat(directory.read().warnings()).isEmpty();
      directory.append(samples().get(1));
      assertThat(directory.read().samples()).hasSize(2);
      assertThat(directory.read().warnings()).isEmpty();
    }
    assertThat(run().resolve("samples.jsonl.torn")).hasContent("{\"block\":0,\"posi\n");
    try (Stream<String> lines = Files.lines(samples)) {
      assertThat(lines).hasSize(2);
    }
  }

  @Test
  void read_planFromBeforeDatabases_hasNone() throws IOException {
    create().close();
    Path file = run().resolve("plan.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(",\\s*\"unmeasured\": \\[ ]", "")
            .replaceFirst(",\\s*\"patterns\": \\[ ]", ""));
    assertThat(file).content().doesNotContain("unmeasured", "patterns");
    assertThat(RunDirectory.open(run()).read().plan()).isEqualTo(PLAN);
  }

  @Test
  void read_environmentWithoutImages_isOfAnOlderRunAndHasNone() throws IOException {
    Path path = temporary.resolve("older");
    RunDirectory.create(path, PLAN, ExampleRun.environment()).close();
    Path file = path.resolve("environment.json");
    Files.writeString(file, Files.readString(file).replaceFirst(",\\s*\"images\": \\[ ]", ""));
    assertThat(file).content().doesNotContain("images");
    assertThat(RunDirectory.open(path).read().environment()).isEqualTo(ExampleRun.environment());
  }

  @Test
  void writeEnvironment_withImages_keepsThoseBuiltFirst() throws IOException {
    Path path = temporary.resolve("images");
    try (RunDirectory directory = RunDirectory.create(path, PLAN, ExampleRun.environment())) {
      ImageBuild first = new ImageBuild("simulated", "standard", 10, 2.5);
      ImageBuild again = new ImageBuild("simulated", "standard", 10, .001);
      ImageBuild other = new ImageBuild("kernel", "standard", 10, 3);
      Environment once = ExampleRun.environment().with(List.of(first));
      directory.writeEnvironment(once.with(List.of(again, other)));
      assertThat(directory.read().environment().images()).containsExactly(first, other);
    }
  }
}
