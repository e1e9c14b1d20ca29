package dev.layertax.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.layertax.reports.ExampleRun;
import dev.layertax.reports.model.Altered;
import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Environment;
import dev.layertax.reports.model.Passport;
import dev.layertax.reports.model.Run;
import dev.layertax.reports.model.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Cell LAYER = ExampleRun.cell("first-write", Target.WRITABLE_LAYER);
  private static final Cell VOLUME = LAYER.on(Target.NAMED_VOLUME);

  /** A run of two blocks whose advantage is about that. */
  public static Run run(String day, double advantage, Environment environment) {
    double log = StrictMath.log(advantage);
    Run run =
        ExampleRun.paired(
            ExampleRun.plan(2, .99, LAYER, VOLUME), VOLUME, LAYER, log + .1, log - .1);
    return new Run(
        Altered.of(run.plan(), Map.of("runId", "run-" + day, "createdAt", day + "T10:00:00Z")),
        environment,
        run.samples());
  }

  private static Environment environment(String kernel, String free, String fsync) {
    return new Environment(
        1,
        new TreeMap<>(Map.of("kernel", kernel, "cores", "2")),
        List.of(
            new Passport(
                "simulated",
                Target.NAMED_VOLUME,
                new TreeMap<>(Map.of("fileSystem", "ext4", "freeBytes", free, "fsync", fsync)))));
  }

  @Test
  void history_ofRunsInAnyOrder_isInTheOrderTheyWereStarted() {
    Environment same = ExampleRun.environment();
    History history =
        History.of(
            List.of(
                run("2026-11-03", 3, same),
                run("2026-11-01", 2, same),
                run("2026-11-02", 4, same)));
    assertThat(history.runs())
        .extracting(History.Entry::runId)
        .containsExactly("run-2026-11-01", "run-2026-11-02", "run-2026-11-03");
    assertThat(history.runs()).allSatisfy(run -> assertThat(run.foreign()).isEmpty());
    assertThat(history.advantages()).containsOnlyKeys(VOLUME);
    List<History.Point> points = history.advantages().get(VOLUME);
    assertThat(points).extracting(History.Point::run).containsExactly(0, 1, 2);
    assertThat(points.get(1).value()).isEqualTo(4, within(1e-9));
    assertThat(points.get(1).low()).isLessThan(4);
    assertThat(history.costs()).containsOnlyKeys(VOLUME, LAYER);
    assertThat(history.facts()).isEmpty();
  }

  @Test
  void facts_thatChangeByTheHour_areNoDifference() {
    History history =
        History.of(
            List.of(
                run("2026-11-01", 2, environment("6.1", "100", "durable, 64 µs, 51 times a write")),
                run("2026-11-02", 2, environment("6.8", "90", "durable, 12 µs, 9 times a write")),
                run("2026-11-03", 2, environment("6.8", "80", "memory, 1 µs, .9 times a write"))));
    assertThat(history.facts())
        .isEqualTo(
            Map.of(
                "host.kernel",
                Arrays.asList("6.1", "6.8", "6.8"),
                "simulated.named-volume.fsync",
                Arrays.asList("durable", "durable", "memory")));
    assertThat(history.runs().get(0).foreign()).hasSize(1).first().asString().contains("kernel");
    assertThat(history.runs().get(1).foreign()).isEmpty();
  }
}
