package dev.layertax.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.harness.run.RunOutcome.End;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Fork;
import dev.layertax.reports.model.Iteration;
import dev.layertax.reports.model.Latencies;
import dev.layertax.reports.model.Sample;
import dev.layertax.reports.model.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Cell TMPFS = Cell.of("simulated", "wal-append", Map.of(), Target.TMPFS);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static Sample ok(int block, Cell cell, double... seconds) {
    List<Iteration> iterations =
        Arrays.stream(seconds).mapToObj(each -> new Iteration(10, each)).toList();
    Fork fork = Fork.of(List.of(), iterations, Map.of(), Latencies.none());
    return new Sample(block, 6, cell, Sample.Outcome.OK, null, "now", fork, null, null);
  }

  private static Sample failed() {
    return new Sample(1, 6, TMPFS, Sample.Outcome.FAILED, "it broke", "now", null, null, null);
  }

  private static Progress progress(Sample sample) {
    return new Progress(
        sample,
        10,
        44,
        51,
        440,
        Duration.ofSeconds(1),
        Optional.of(Duration.ofSeconds(245)),
        OptionalDouble.of(3.1));
  }

  @Test
  void lines_visits_areOnePlainLineEach() {
    ProgressLines lines = new ProgressLines(out);
    lines.building("simulated", "table", 64 << 20);
    lines.built(3, Duration.ofMillis(1500));
    lines.visiting(1, 6, TMPFS);
    lines.visited(progress(ok(1, TMPFS, 1)));
    lines.visited(progress(failed()));
    lines.ended(new RunOutcome(End.BUDGET_SPENT, 2, 1, Duration.ofSeconds(61)));
    assertThat(printed())
        .isEqualTo(
            """
            image with table, 64.0 MiB, on simulated
            3 images in 1.5 s
            block 2/10 visit 7/44 simulated wal-append @ tmpfs: advantage 3.10 so far, ETA 4:05
            block 2/10 visit 7/44 simulated wal-append @ tmpfs: FAILED: it broke, ETA 4:05
            budget spent: 2 visits, 1 failed in 1:01
            """);
  }

  @Test
  void terminal_visits_rewriteOneLineNoWiderThanTheTerminal() {
    ProgressTerminal terminal = new ProgressTerminal(out, 60);
    terminal.visiting(0, 0, TMPFS);
    terminal.visited(progress(ok(1, TMPFS, 1)));
    terminal.visiting(1, 7, TMPFS);
    assertThat(printed()).doesNotContain("\n");
    assertThat(printed().split("\r", -1)).allMatch(line -> line.length() < 60);
    assertThat(printed()).contains("\rblock 2/10 visit 7/44, ETA 4:05 | simulated wal-append");
  }

  @Test
  void terminal_failure_staysOnALineOfItsOwn() {
    ProgressTerminal terminal = new ProgressTerminal(out, 200);
    terminal.visited(progress(failed()));
    assertThat(printed()).contains("FAILED: it broke, ETA 4:05\n");
  }

  @Test
  void advantage_pairedBlocks_isTheGeometricMeanOfLayerOverTarget() {
    RunningAdvantage advantage = new RunningAdvantage();
    Cell layer = TMPFS.on(Target.WRITABLE_LAYER);
    advantage.record(ok(0, TMPFS, 1, 9, 2));
    advantage.record(ok(0, layer, 4));
    advantage.record(ok(1, TMPFS, 1));
    advantage.record(ok(1, layer, 8));
    advantage.record(ok(2, layer, 1000));
    // Blocks 0 and 1: 4/2 and 8/1, geometric mean 4; block 2 has no tmpfs.
    assertThat(advantage.of(TMPFS).orElseThrow()).isCloseTo(4.0, within(1e-12));
    assertThat(advantage.of(layer)).isEmpty();
    assertThat(advantage.of(TMPFS.on(Target.BIND_MOUNT))).isEmpty();
  }
}
