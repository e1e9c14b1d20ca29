package dev.layertax.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.layertax.reports.model.Cell;
import dev.layertax.reports.model.Measurement;
import dev.layertax.reports.model.Plan;
import dev.layertax.reports.model.PlannedCell;
import dev.layertax.reports.model.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {

  private static final List<Cell> PLANNED =
      List.of(
          cell("first-write", Map.of("size", "64MiB"), Target.WRITABLE_LAYER),
          cell("first-write", Map.of("size", "64MiB"), Target.NAMED_VOLUME),
          cell("wal-append", Map.of(), Target.BIND_MOUNT));

  static Stream<Arguments> badPolicies() {
    return Stream.of(
        arguments(
            "", "p.yaml:1: the policy is empty; write rules under 'advantage:' or 'counters:'"),
        arguments(
            "# nothing\n",
            "p.yaml:1: the policy is empty; write rules under 'advantage:' or 'counters:'"),
        arguments(
            "strict: true\n",
            "p.yaml:1: the policy has no rule; write some under 'advantage:' or 'counters:'"),
        arguments(
            "\nadvantages:\n- {workload: w, target: tmpfs, at-least: 2}",
            "p.yaml:2: unknown key 'advantages' in the policy; did you mean 'advantage'?"),
        arguments(
            "frobnicate: 1\n",
            "p.yaml:1: unknown key 'frobnicate' in the policy; known: advantage, counters, regression, strict, profiles"),
        arguments(
            "advantage:\n- workload: w\n  target: tmpfs\n  at_least: 2\n",
            "p.yaml:4: unknown key 'at_least' in a rule of 'advantage'; did you mean 'at-least'?"),
        arguments(
            "advantage:\n- {workload: w, target: tmpfs}\n",
            "p.yaml:2: a rule of 'advantage' lacks 'at-least'; add it"),
        arguments(
            "advantage:\n- {workload: w, target: named-volum, at-least: 2}\n",
            "p.yaml:2: unknown target 'named-volum'; did you mean 'named-volume'?"),
        arguments(
            "advantage:\n- {workload: w, target: writable-layer, at-least: 2}\n",
            "p.yaml:2: 'writable-layer' has no advantage, it is what advantages are measured against;"
                + " name another target"),
        arguments(
            "advantage:\n- {workload: w, target: tmpfs,\n   at-least: 20x}\n",
            "p.yaml:3: 'at-least' must be a number, found '20x'; write the smallest advantage that"
                + " passes, such as 1.2"),
        arguments(
            "advantage:\n- {workload: w, target: tmpfs, at-least: .nan}\n",
            "p.yaml:2: 'at-least' must be a number, found '.nan'; write the smallest advantage that"
                + " passes, such as 1.2"),
        arguments(
            "advantage:\n- {workload: w, target: tmpfs, at-least: 0}\n",
            "p.yaml:2: 'at-least' must be above 0, found 0; 1 means as fast as the writable layer, 20"
                + " means 20 times faster"),
        arguments(
            "advantage:\n- {workload: [w], target: tmpfs, at-least: 2}\n",
            "p.yaml:2: 'workload' must be a name, found a list; write one, globs allowed"),
        arguments(
            "advantage:\n- {workload: , target: tmpfs, at-least: 2}\n",
            "p.yaml:2: 'workload' must be a name, found nothing; write one, globs allowed"),
        arguments(
            "advantage:\n- {workload: w, target: tmpfs, at-least: 2, params: 64MiB}\n",
            "p.yaml:2: 'params' must be 'key: value' pairs, found '64MiB'; see README, gate"),
        arguments(
            "advantage:\n  workload: w\n",
            "p.yaml:2: 'advantage' must be a list of rules, found a mapping; start each rule with '- '"),
        arguments(
            "advantage: []\n", "p.yaml:1: 'advantage' has no rule; add one or remove the key"),
        arguments(
            "advantage:\n- first-write\n",
            "p.yaml:2: a rule of 'advantage' must be 'key: value' pairs, found 'first-write'; see README,"
                + " gate"),
        arguments(
            "strict: true\nadvantage:\n- {workload: w, target: tmpfs, at-least: 2}\nstrict: false\n",
            "p.yaml:4: 'strict' stands here again, first on line 1; keep one"),
        arguments(
            "strict: yes\nadvantage:\n- {workload: w, target: tmpfs, at-least: 2}\n",
            "p.yaml:1: 'strict' must be true or false, found 'yes'; write 'strict: true'"),
        arguments(
            "counters:\n- {workload: w, target: tmpfs, counter: flushes, equals: 64MB}\n",
            "p.yaml:2: 'equals' must be a number, found '64MB'; write a count per operation, such as 2,"
                + " or a size, such as 64MiB"),
        arguments(
            "counters:\n- {workload: w, target: tmpfs, counter: flushes, equals: -1}\n",
            "p.yaml:2: 'equals' must be 0 or above, found -1; counts only rise"),
        arguments(
            "regression: {tolerance: 3, margin: 0.1}\n",
            "p.yaml:1: 'tolerance' must lie between 0 and 1, found 3; 0.03 means 3 %"),
        arguments(
            "regression: {tolerance: 0.1, margin: 0.03}\n",
            "p.yaml:1: 'margin' must be above 'tolerance', found 0.03 and 0.1; 0.03 and 0.10 are usual"),
        arguments(
            "- 1\n",
            "p.yaml:1: the policy must be 'key: value' pairs, found a list; see README, gate"),
        arguments(
            "advantage:\n- {workload: w, target: *-volume, at-least: 2}\n",
            "p.yaml:2: '*-volume' is an alias, which a policy may not use; put quotes around a name that"
                + " starts with a star: \"*-volume\""),
        arguments(
            "advantage: &a\n- {workload: w, target: tmpfs, at-least: 2}\n",
            "p.yaml:1: '&a' is an anchor, which a policy may not use; write the value out"),
        arguments(
            "strict: !!java.net.URL [x]\n",
            "p.yaml:1: 'tag:yaml.org,2002:java.net.URL' is a tag, which a policy may not use; remove it"),
        arguments(
            "strict: true\n---\nstrict: true\n",
            "p.yaml:2: a second document starts here; a policy is one document: remove the '---'"),
        arguments(
            "a: " + "[".repeat(20_000), "p.yaml:1: nested more than 16 deep; a policy needs 4"),
        arguments(
            "strict: true\nx: \u0007\n",
            "p.yaml:2: not YAML: the character U+0007 may not stand in a text file; remove it"));
  }

  @ParameterizedTest
  @MethodSource("badPolicies")
  void parse_badPolicy_namesLineValueAndRemedy(String yaml, String message) {
    assertThat(problems(yaml)).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'advantage: [', 'p.yaml:1: not YAML: '",
    "'advantage:\n  - {target: * }', 'p.yaml:2: not YAML: '",
    "'advantage:\n\t- a', 'p.yaml:2: not YAML: '",
  })
  void parse_notYaml_namesTheLine(String yaml, String start) {
    assertThat(problems(yaml)).singleElement().asString().startsWith(start).doesNotContain("\n");
  }

  @Test
  void parse_severalProblems_areToldTogetherInOrderOfLines() {
    String yaml =
        """
        strikt: true
        advantage:
          - {workload: w, target: tmpfs, at-least: -1}
          - {workload: w, target: disk, floor: 2}
        counters:
          - {workload: w, target: tmpfs, equals: many}
        """;
    assertThat(problems(yaml))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .containsExactly(
            "p.yaml:1", "p.yaml:3", "p.yaml:4", "p.yaml:4", "p.yaml:4", "p.yaml:6", "p.yaml:6");
  }

  @Test
  void parse_hugeFile_isRefused() {
    assertThat(problems("# " + "x".repeat(65_535)))
        .containsExactly(
            "p.yaml:1: the policy has 65537 characters, the most are 65536; is it the right file?");
  }

  @Test
  void check_ruleOfUnknownWorkload_namesRuleLineAndNearest() {
    assertThat(unmatched("{workload: frist-write, target: named-volume, at-least: 20}"))
        .containsExactly(
            "p.yaml:2: rule advantage {workload: frist-write, target: named-volume, at-least: 20}"
                + " matches no cell of the plan: workload 'frist-write' is not in it; did you mean"
                + " 'first-write'?");
  }

  @Test
  void check_ruleOfUnplannedParameter_namesWhatIsPlanned() {
    assertThat(
            unmatched("{workload: first-write, target: '*', params: {size: 1GiB}, at-least: 20}"))
        .singleElement()
        .asString()
        .endsWith("parameter size '1GiB' is not in it; known: 64MiB");
  }

  @Test
  void check_ruleWithoutReferenceInThePlan_asksForTheWritableLayer() {
    assertThat(unmatched("{workload: wal-append, target: bind-mount, at-least: 0.9}"))
        .singleElement()
        .asString()
        .contains("p.yaml:2: ", "needs the target writable-layer, which the plan lacks");
  }

  @Test
  void check_matchingGlobs_isContent() {
    Policy.parse(
            "advantage:\n- {workload: first-*, target: \"*-volume\", engine: sim*, params: {size: 6?MiB}, at-least: 2}",
            "p.yaml")
        .check(plan(5));
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*-volume, named-volume, true",
    "*-volume, bind-mount, false",
    "?ind*t, bind-mount, true",
    "a.b, axb, false",
    "Tmpfs, tmpfs, false",
    "a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    "*a*b, xaxxb, true",
    "'', '', true",
    "?, '', false",
  })
  void glob_name_matchesWhole(String glob, String name, boolean matches) {
    assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
  }

  static Plan plan(int blocks) {
    return new Plan(
        1,
        "run",
        "2026-11-23T18:10:14Z",
        "0",
        "smoke",
        1,
        blocks,
        null,
        .99,
        .05,
        PLANNED.stream().map(cell -> new PlannedCell(cell, new Measurement(0, 0, 1, 0))).toList(),
        List.of(),
        List.of(),
        null);
  }

  private static List<String> unmatched(String rule) {
    Policy policy = Policy.parse("advantage:\n- " + rule, "p.yaml");
    return catchThrowableOfType(PolicyException.class, () -> policy.check(plan(5))).problems();
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(PolicyException.class, () -> Policy.parse(yaml, "p.yaml"))
        .problems();
  }

  private static Cell cell(String workload, Map<String, String> params, Target target) {
    return Cell.of("simulated", workload, params, target);
  }
}
