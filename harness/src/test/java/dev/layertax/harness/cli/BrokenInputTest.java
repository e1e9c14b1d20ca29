package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * A run directory and its policy, healthy but for one thing: none passes its gate, and each is told
 * by name. A further kind of input has a method of cases of its own.
 */
class BrokenInputTest {

  private static final String VOLUME = target("named-volume");
  private static final String LAYER = target("writable-layer");
  private static final String OLD = "\"revision\":\"old\"";
  private static final Pattern COST = Pattern.compile("\"secondsPerOp\":([0-9.E-]+)");

  @TempDir static Path whole;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run;
  private Path policy;

  /**
   * One thing broken.
   *
   * @param name of what is broken
   * @param exitCode that the gate must have
   * @param told what it must name
   */
  private record Case(String name, int exitCode, String told, Damage damage) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Damage {
    void to(Path run, Path policy) throws IOException;
  }

  @BeforeAll
  static void healthyRunPasses() throws Exception {
    HealthyRun.write(whole.resolve("run"));
    StringWriter said = new StringWriter();
    CommandLine line = Layertax.commandLine().setOut(new PrintWriter(said, true));
    assertThat(line.execute("gate", "--json", whole.resolve("run").toString())).isZero();
    assertThat(said.toString()).contains("\"CONFIRMED\"", "\"PASS\"", "\"EXACT\"");
  }

  @BeforeEach
  void aCopy() throws IOException {
    run = Files.createDirectory(directory.resolve("run"));
    try (Stream<Path> files = Files.list(whole.resolve("run"))) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(file.getFileName()));
      }
    }
    policy = Files.writeString(directory.resolve("policy.yaml"), HealthyRun.POLICY);
  }

  static Stream<Case> samples() {
    return Stream.of(
        new Case("no samples", 20, "no block measured it", (r, p) -> Files.delete(samplesOf(r))),
        lines("a cell missing", 20, "no block measured it", drop(line -> isOf(line, VOLUME))),
        lines("the layer missing", 20, "no block measured it", drop(line -> isOf(line, LAYER))),
        lines("the old arm missing", 20, "the old revision", drop(line -> line.contains(OLD))),
        lines("a cell missing in one block", 20, "no visit to it in block 4", without(4, VOLUME)),
        lines("the layer missing in one block", 20, "of the writable layer", without(4, LAYER)),
        lines("the old arm missing in one block", 20, "of the old revision", without(4, OLD)),
        lines("one block", 12, "1 block cannot decide", drop(line -> !inBlock(line, 0))),
        lines("two arms swapped", 10, "REGRESSION", swap("named-volume", "writable-layer")),
        lines("a target of no plan", 20, "the plan has no cell", one("named-volume", "tmpfs")),
        lines("a cell twice for another", 20, "second sample", one("named-volume", "bind-mount")),
        lines("an engine of no plan", 20, "the plan has no cell", one("simulated", "kernel")),
        lines("a block of no plan", 20, "block is 77", one("\"block\":0", "\"block\":77")),
        lines("layer in milliseconds", 20, "not in seconds", scale(LAYER, 1e3)),
        lines("layer in nanoseconds", 20, "not in seconds", scale(LAYER, 1e9)),
        lines("target in kiloseconds", 20, "one of both is not in seconds", scale(VOLUME, 1e-3)),
        lines("old arm in milliseconds", 20, "not in seconds", scale(OLD, 1e3)),
        lines("identical samples", 20, "exactly the same figures", identical(10)),
        lines("one sample copied", 20, "blocks 0 and 1 give exactly", identical(2)),
        lines("counters missing", 20, "no fork reported", all -> counters(all, 10)),
        lines("counters missing once", 10, "differ between forks", all -> counters(all, 1)),
        lines("a count that changed", 10, "CHANGED", flushes("2.0")));
  }

  /** What cannot be read, whatever the command. */
  static Stream<Case> unreadable() {
    return Stream.of(
        lines("NaN", 20, "secondsPerOp", cost("null")),
        lines("NaN by name", 20, "line 1", cost("NaN")),
        lines("infinite cost", 20, "Infinity", cost("1e999")),
        lines("zero cost", 20, "secondsPerOp", cost("0.0")),
        lines("negative cost", 20, "-1.0", cost("-1.0")),
        lines("a visit twice", 20, "second sample", all -> with(all, all.get(0))),
        lines("a line cut in the middle", 20, "line 3", all -> cut(all, 2)),
        file("plan.json", "truncated", 20, "plan.json", text -> text.substring(0, 700)),
        file("plan.json", "empty", 20, "plan.json", text -> ""),
        new Case("plan missing", 20, "plan.json", (r, p) -> Files.delete(r.resolve("plan.json"))),
        new Case(
            "environment missing",
            20,
            "environment.json",
            (r, p) -> Files.delete(r.resolve("environment.json"))));
  }

  static Stream<Case> plans() {
    return Stream.of(
        replacing("plan.json", "schemaVersion\": 1", "schemaVersion\": 2", "schemaVersion is 2"),
        replacing("plan.json", "schemaVersion\": 1", "schemaVersion\": 0", "schemaVersion is 0"),
        replacing("plan.json", "\"blocks\": 10", "\"blocks\": 1", "block is 1"),
        replacing("plan.json", "\"blocks\": 10", "\"blocks\": 0", "got 0"),
        replacing("plan.json", "\"looks\": [ ]", "\"looks\": [ 10, 5 ]", "rising"),
        replacing("plan.json", "\"looks\": [ ]", "\"looks\": [ 0 ]", "rising"),
        replacing("plan.json", "simulated", "kernel", "the plan has no cell"),
        replacing("plan.json", "\"revision\": \"old\"", "\"revision\": \"new\"", "plan has no"),
        new Case(
            "old arm taken from plan and samples",
            20,
            "needs the old revision",
            (r, p) -> {
              edit(r.resolve("plan.json"), BrokenInputTest::withoutOldCell);
              editLines(r, drop(line -> line.contains(OLD)));
            }));
  }

  static Stream<Case> environments() {
    return Stream.of(
        replacing("environment.json", "schemaVersion\": 1", "schemaVersion\": 9", "is 9"),
        replacing("environment.json", "\"simulated\"", "\"kernel\"", "no passport"),
        replacing("environment.json", "\"named-volume\"", "\"tmpfs\"", "no passport"),
        replacing("environment.json", "fileSystem", "invalid", "not what its name says"),
        new Case(
            "engine renamed in plan and samples",
            20,
            "no passport",
            (r, p) -> {
              edit(r.resolve("plan.json"), text -> text.replace("simulated", "kernel"));
              edit(samplesOf(r), text -> text.replace("simulated", "kernel"));
            }));
  }

  static Stream<Case> policies() {
    return Stream.of(
        policy("empty", "empty", ""),
        policy("comments alone", "empty", "# nothing\n"),
        policy("no rule", "has no rule", "strict: true\n"),
        policy("key twice", ":2: 'strict' stands here again", "strict: true\nstrict: false\n"),
        rule("unknown key", "at-leest", "{workload: w, target: tmpfs, at-leest: 2}"),
        rule("text for a number", "'fast'", "{workload: w, target: tmpfs, at-least: fast}"),
        rule("NaN for a number", "'.nan'", "{workload: w, target: tmpfs, at-least: .nan}"),
        rule("no such workload", "matches no cell", "{workload: w, target: '*', at-least: 2}"),
        rule("target not planned", "tmpfs", "{workload: '*', target: tmpfs, at-least: 2}"),
        rule(
            "the layer",
            "has no advantage",
            "{workload: '*', target: writable-layer, at-least: 2}"),
        rule("the layer by glob", "no cell", "{workload: '*', target: 'writable-*', at-least: 2}"),
        rule("infinite floor", "'.inf'", "{workload: '*', target: named-volume, at-least: .inf}"),
        policy("NaN tolerance", "'.nan'", "regression: {tolerance: .nan, margin: 0.1}\n"),
        policy("negative tolerance", "-0.1", "regression: {tolerance: -0.1, margin: 0.1}\n"),
        policy("margin under tolerance", "'margin'", "regression: {tolerance: 0.2, margin: 0.1}\n"),
        policy(
            "counter that nobody counts",
            "did you mean 'flushes'?",
            "counters:\n- {workload: '*', target: named-volume, counter: flushs, equals: 1}\n"),
        new Case("policy missing", 20, "policy.yaml", (r, p) -> Files.delete(p)),
        new Case("policy of bytes", 20, "UTF-8", (r, p) -> Files.write(p, new byte[] {-1, -2})));
  }

  @ParameterizedTest
  @MethodSource({"unreadable", "samples", "plans", "environments", "policies"})
  void gate_oneThingBroken_failsAndNamesIt(Case broken) throws IOException {
    broken.damage().to(run, policy);
    int exitCode = execute("gate", "--json", run.toString(), "--policy", policy.toString());
    assertThat(out.toString() + err).contains(broken.told()).doesNotContain("\tat ");
    assertThat(exitCode).as(out.toString() + err).isEqualTo(broken.exitCode());
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void reportAndCompare_unreadableRun_areInvalidToo(Case broken) throws IOException {
    broken.damage().to(run, policy);
    assertThat(execute("report", run.toString())).isEqualTo(broken.exitCode());
    assertThat(execute("compare", run.toString(), whole.resolve("run").toString()))
        .isEqualTo(broken.exitCode());
    assertThat(err.toString()).contains(broken.told()).doesNotContain("\tat ");
  }

  @Test
  void gate_resultsEditedByHand_areMadeAgainFromTheSamples() throws IOException {
    Path results = run.resolve("results.json");
    String sound = Files.readString(results);
    edit(results, text -> text.replaceAll("\"ratio\": [0-9.]+", "\"ratio\": 1000.0"));
    assertThat(execute("gate", run.toString())).as(err.toString()).isZero();
    assertThat(results).hasContent(sound);
    editLines(run, swap("named-volume", "writable-layer"));
    Files.writeString(results, sound);
    assertThat(execute("gate", run.toString())).isEqualTo(10);
  }

  @Test
  void gate_slowdownsAloneAndNothingToHoldThemAgainst_isInvalid() throws IOException {
    edit(
        run.resolve("plan.json"),
        text -> withoutOldCell(text).replace("--against", "--benchmarks"));
    editLines(run, drop(line -> line.contains(OLD)));
    Files.writeString(policy, "regression: {tolerance: 0.03, margin: 0.10}\n");
    assertThat(execute("gate", run.toString(), "--policy", policy.toString())).isEqualTo(20);
    assertThat(err.toString()).contains("the gate judged nothing", "line 1", "--against");
  }

  @Test
  void gate_oneBlockUnderAPolicyThatIsNotStrict_saysThatNothingWasDecided() throws IOException {
    editLines(run, drop(line -> !inBlock(line, 0)));
    Files.writeString(policy, HealthyRun.POLICY.replace("strict: true", "strict: false"));
    assertThat(execute("gate", run.toString(), "--policy", policy.toString())).isZero();
    assertThat(out.toString()).contains("2 undecided", "1 of 10 planned blocks were measured");
  }

  @Test
  void compare_runsWithoutACommonCell_isInvalid() throws IOException {
    edit(run.resolve("plan.json"), text -> text.replace("first-write", "other"));
    edit(samplesOf(run), text -> text.replace("first-write", "other"));
    assertThat(execute("compare", run.toString(), whole.resolve("run").toString())).isEqualTo(20);
    assertThat(err.toString()).contains("no cell in common");
  }

  private int execute(String... words) {
    CommandLine line = Layertax.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private static Case lines(
      String name, int exitCode, String told, UnaryOperator<List<String>> damage) {
    return new Case(name, exitCode, told, (run, policy) -> editLines(run, damage));
  }

  private static Case file(
      String file, String name, int exitCode, String told, UnaryOperator<String> damage) {
    return new Case(
        file + " " + name, exitCode, told, (run, policy) -> edit(run.resolve(file), damage));
  }

  private static Case replacing(String file, String sound, String damaged, String told) {
    return file(file, sound + " -> " + damaged, 20, told, text -> text.replace(sound, damaged));
  }

  private static Case policy(String name, String told, String yaml) {
    return new Case("policy: " + name, 20, told, (run, policy) -> Files.writeString(policy, yaml));
  }

  private static Case rule(String name, String told, String rule) {
    return policy(name, told, "advantage:\n- " + rule + "\n");
  }

  private static void editLines(Path run, UnaryOperator<List<String>> damage) throws IOException {
    edit(
        samplesOf(run),
        text -> {
          List<String> lines = damage.apply(text.lines().toList());
          return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        });
  }

  /** Damage that changes nothing would prove nothing. */
  private static void edit(Path file, UnaryOperator<String> damage) throws IOException {
    String sound = Files.readString(file);
    String damaged = damage.apply(sound);
    assertThat(damaged).isNotEqualTo(sound);
    Files.writeString(file, damaged);
  }

  private static Path samplesOf(Path run) {
    return run.resolve("samples.jsonl");
  }

  private static String target(String label) {
    return "\"target\":\"" + label + "\"";
  }

  /** Of the new revision's cell, or of the old arm where its own mark is asked for. */
  private static boolean isOf(String line, String mark) {
    return line.contains(mark) && (mark.equals(OLD) || !line.contains(OLD));
  }

  private static boolean inBlock(String line, int block) {
    return line.contains("\"block\":" + block + ",");
  }

  private static UnaryOperator<List<String>> drop(Predicate<String> dropped) {
    return lines -> lines.stream().filter(dropped.negate()).toList();
  }

  private static UnaryOperator<List<String>> without(int block, String mark) {
    return drop(line -> inBlock(line, block) && isOf(line, mark));
  }

  private static UnaryOperator<List<String>> each(String mark, UnaryOperator<String> damage) {
    return lines ->
        lines.stream().map(line -> isOf(line, mark) ? damage.apply(line) : line).toList();
  }

  /** The same in the first line of the volume alone. */
  private static UnaryOperator<List<String>> one(String sound, String damaged) {
    return each(VOLUME, line -> inBlock(line, 0) ? line.replace(sound, damaged) : line);
  }

  private static UnaryOperator<List<String>> swap(String first, String second) {
    return lines ->
        lines.stream()
            .map(
                line ->
                    line.contains(OLD)
                        ? line
                        : line.replace(first, "#").replace(second, first).replace("#", second))
            .toList();
  }

  private static UnaryOperator<List<String>> scale(String mark, double factor) {
    return each(
        mark,
        line ->
            COST.matcher(line)
                .replaceAll(
                    cost -> "\"secondsPerOp\":" + Double.parseDouble(cost.group(1)) * factor));
  }

  private static UnaryOperator<List<String>> cost(String damaged) {
    return lines -> {
      List<String> all = new ArrayList<>(lines);
      all.set(0, COST.matcher(all.get(0)).replaceFirst("\"secondsPerOp\":" + damaged));
      return all;
    };
  }

  /** The first blocks of both arms of the advantage with the figures of the first. */
  private static UnaryOperator<List<String>> identical(int blocks) {
    return lines -> {
      List<String> all = new ArrayList<>();
      for (String line : lines) {
        String copied = line;
        for (String mark : List.of(VOLUME, LAYER)) {
          String first =
              lines.stream().filter(l -> inBlock(l, 0) && isOf(l, mark)).findFirst().orElseThrow();
          for (int block = 1; block < blocks; block++) {
            if (inBlock(line, block) && isOf(line, mark)) {
              copied = first.replace("\"block\":0,", "\"block\":" + block + ",");
            }
          }
        }
        all.add(copied);
      }
      return all;
    };
  }

  private static List<String> counters(List<String> lines, int blocks) {
    return each(
            VOLUME,
            line ->
                Integer.parseInt(line.replaceFirst(".*?\"block\":(\\d+),.*", "$1")) < blocks
                    ? line.replaceFirst("\"counters\":\\{[^}]*}", "\"counters\":{}")
                    : line)
        .apply(lines);
  }

  private static UnaryOperator<List<String>> flushes(String count) {
    return each(VOLUME, line -> line.replace("\"flushes\":1.0", "\"flushes\":" + count));
  }

  private static List<String> with(List<String> lines, String more) {
    List<String> all = new ArrayList<>(lines);
    all.add(more);
    return all;
  }

  private static List<String> cut(List<String> lines, int index) {
    List<String> all = new ArrayList<>(lines);
    all.set(index, all.get(index).substring(0, all.get(index).length() / 2));
    return all;
  }

  /** The plan's last cell is the old arm. */
  private static String withoutOldCell(String plan) {
    Cell old = HealthyRun.VOLUME.oldRevision();
    assertThat(old.target()).isEqualTo(Target.NAMED_VOLUME);
    int mark = plan.indexOf("\"revision\": \"old\"");
    int from = plan.lastIndexOf("}, {", mark);
    int to = plan.indexOf("} ]", mark);
    return plan.substring(0, from) + plan.substring(to);
  }
}
