package dev.layertax.reports.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.layertax.reports.EnginesRun;
import dev.layertax.reports.gate.Policy;
import dev.layertax.reports.gate.PolicyException;
import dev.layertax.reports.model.Results;
import dev.layertax.reports.render.ReportFixture;
import dev.layertax.reports.stats.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schemas against real files, by somebody else's validator. */
class SchemasTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RESULTS =
      Path.of("src/main/resources/dev/layertax/reports/schema/results.schema.json");
  private static final JsonSchema RESULTS_SCHEMA = schema("results");
  private static final JsonSchema POLICY_SCHEMA = schema("policy");

  @Test
  void resultsSchema_isOfTheRecordsAsTheyAre() throws IOException {
    ObjectNode made =
        RecordSchema.of(Results.class, "Layertax results.json", "urn:layertax:results");
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n";
    if ("write".equals(System.getProperty("layertax.golden"))) {
      Files.writeString(RESULTS, text);
    }
    assertThat(RESULTS).content().isEqualTo(text);
  }

  @Test
  void resultsSchema_everyField_isDescribedOrNamedForWhatItIs() throws IOException {
    assertThat(
            JSON.readTree(Schemas.text("results"))
                .get("properties")
                .findValuesAsText("description"))
        .hasSizeGreaterThan(10)
        .noneMatch(String::isBlank);
  }

  static Stream<Results> results() {
    return Stream.of(
        ReportFixture.troubled().results(),
        ReportFixture.calm().results(),
        Analysis.of(EnginesRun.of("simulated", "kernel")));
  }

  @ParameterizedTest
  @MethodSource("results")
  void results_ofEveryFixture_areOfTheSchema(Results results) throws IOException {
    assertThat(RESULTS_SCHEMA.validate(JSON.readTree(RunJson.file(results)))).isEmpty();
  }

  @Test
  void results_golden_areOfTheSchema() throws IOException {
    assertThat(RESULTS_SCHEMA.validate(golden())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "blocks, null",
    "blocks, \"3\"",
    "runs, []",
    "comparisons, {}",
    "comparisons, [{}]",
    "comparisons, [3]"
  })
  void results_broken_areNot(String field, String value) throws IOException {
    ObjectNode broken = (ObjectNode) golden();
    broken.set(field, JSON.readTree(value));
    assertThat(RESULTS_SCHEMA.validate(broken)).isNotEmpty();
  }

  @Test
  void results_lessAField_areNot() throws IOException {
    JsonNode golden = golden();
    for (String field : List.of("schemaVersion", "comparisons", "revisions")) {
      ObjectNode broken = golden.deepCopy();
      broken.remove(field);
      assertThat(RESULTS_SCHEMA.validate(broken)).as(field).isNotEmpty();
    }
    ObjectNode unknownTarget = golden.deepCopy();
    ((ObjectNode) unknownTarget.get("comparisons").get(0)).put("target", "nowhere");
    assertThat(RESULTS_SCHEMA.validate(unknownTarget)).isNotEmpty();
  }

  static Stream<Arguments> policies() {
    String advantage = "advantage: [{workload: w, target: tmpfs, at-least: ";
    return Stream.of(
        arguments(advantage + "1.5}]", true),
        arguments(advantage + "0}]", false),
        arguments(advantage + "-1}]", false),
        arguments(advantage + "much}]", false),
        arguments("advantage: []", false),
        arguments("advantage: {workload: w}", false),
        arguments("advantage: [{workload: w, target: writable-layer, at-least: 2}]", false),
        arguments("advantage: [{workload: w, target: tmpfs}]", false),
        arguments("advantage: [{workload: w, target: tmpfs, at-leest: 2}]", false),
        arguments("advantage: [{workload: 7, target: tmpfs, at-least: 2}]", true),
        arguments("advantage: [{workload: null, target: tmpfs, at-least: 2}]", false),
        arguments("advantage: [{workload: w, target: tmpfs, params: {a: 1}, at-least: 2}]", true),
        arguments("advantage: [{workload: w, target: tmpfs, params: [a], at-least: 2}]", false),
        arguments("regression: {tolerance: 0.03, margin: 0.10}", true),
        arguments("regression: {}", true),
        arguments("regression: {tolerance: 3}", false),
        arguments("regression: {tolerance: 0}", false),
        arguments("regression: {tolerance: 0.05, workload: w}", false),
        arguments("regression: [{workload: w, target: '*'}]", true),
        arguments("regression: [{workload: w, target: '*', margin: 0.5}]", true),
        arguments("regression: [{target: '*'}]", false),
        arguments("counters: [{workload: w, target: '*', counter: flushes, equals: 1}]", true),
        arguments("counters: [{workload: w, target: '*', counter: c, equals: 64MiB}]", true),
        arguments("counters: [{workload: w, target: '*', counter: c, equals: 64 MiB}]", true),
        arguments("counters: [{workload: w, target: '*', counter: c, equals: 64MB}]", false),
        arguments("counters: [{workload: w, target: '*', counter: c, equals: -1}]", false),
        arguments("counters: [{workload: w, target: '*', equals: 1}]", false),
        arguments("strict: true", false),
        arguments("regression: {}\nstrict: yes please", false),
        arguments("regression: {}\nstrict: true", true),
        arguments("regression: {}\nprofiles: {night: {inconclusive: fail}}", true),
        arguments("regression: {}\nprofiles: {night: {inconclusive: maybe}}", false),
        arguments("regression: {}\nprofiles: {night: {invalid: ignore}}", false),
        arguments("regression: {}\nprofiles: {night: {improved: fail}}", false),
        arguments("regression: {}\nprofiles: {night: {pass: fail}}", false),
        arguments("regression: {}\nrules: []", false),
        arguments("[]", false));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void policy_readerAndSchema_takeTheSame(String yaml, boolean good) {
    assertThat(POLICY_SCHEMA.validate(tree(yaml)).isEmpty()).as("schema").isEqualTo(good);
    assertThat(isRead(yaml)).as("reader").isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../harness/policy.yaml"})
  void policy_ofTheProject_isOfTheSchema(String file) throws IOException {
    assertThat(POLICY_SCHEMA.validate(tree(Files.readString(Path.of(file))))).isEmpty();
  }

  private static boolean isRead(String yaml) {
    try {
      Policy.parse(yaml, "p.yaml");
      return true;
    } catch (PolicyException e) {
      return false;
    }
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private static JsonNode golden() throws IOException {
    return JSON.readTree(
        Files.readString(
            Path.of("src/test/resources/dev/layertax/reports/rundir/golden/results.json")));
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Schemas.text(name));
  }
}
