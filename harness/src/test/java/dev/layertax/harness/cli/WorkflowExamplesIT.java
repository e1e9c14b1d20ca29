package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The ready workflows of README: their steps, run by a shell as a runner would, with a short run in
 * the place of the smoke profile.
 */
class WorkflowExamplesIT {

  private static final Path EXAMPLES = Path.of("example", "ci");
  private static final String SHORT =
      "--profile smoke --workload wal-append --target named-volume --blocks 2";

  @TempDir Path project;
  private Path summary;

  /** How a step ended, and what it printed. */
  private record Ended(int code, String log) {}

  @BeforeEach
  void projectWithASubmodule() throws IOException {
    Path jar = Path.of(System.getProperty("layertax.jar", ""));
    assumeTrue(Files.isRegularFile(jar), () -> "no jar at '" + jar + "'; ./mvnw verify makes it");
    Files.createSymbolicLink(
        project.resolve("layertax"), Path.of("..").toAbsolutePath().normalize());
    summary = project.resolve("step-summary.md");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 10"})
  @SuppressWarnings("unchecked")
  void github_steps_areJudgedAndTold(int flushes, int code) throws Exception {
    policy(flushes);
    Map<String, Object> workflow = yaml("github.yml");
    Map<String, Object> job =
        ((Map<String, Map<String, Object>>) workflow.get("jobs")).get("layertax");
    List<Map<String, Object>> steps = (List<Map<String, Object>>) job.get("steps");
    List<String> commands =
        steps.stream()
            .filter(step -> step.containsKey("run"))
            .map(step -> (String) step.get("run"))
            .toList();
    assertThat(commands).hasSize(1);
    Ended ended =
        shell(
            commands.get(0),
            Map.of(
                "LAYERTAX_OPTIONS",
                SHORT,
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_STEP_SUMMARY",
                summary.toString()));
    assertThat(ended.code()).as(ended.log()).isEqualTo(code);
    assertThat(summary)
        .content()
        .contains("## Gate", code == 0 ? "The gate passes" : "The gate fails");
    if (code == 0) {
      assertThat(ended.log()).doesNotContain("::error");
    } else {
      assertThat(ended.log())
          .contains("::error file=policy.yaml,line=2,title=Layertax%3A counter changed::");
    }
    // What the last step uploads is there, whether the gate failed or not.
    Map<String, Object> upload = steps.get(steps.size() - 1);
    assertThat(upload.get("if")).isEqualTo("always()");
    String path = ((Map<String, String>) upload.get("with")).get("path");
    assertWhole(project.resolve(path));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 10"})
  @SuppressWarnings("unchecked")
  void gitlab_script_isJudgedAndLeavesItsArtifacts(int flushes, int code) throws Exception {
    policy(flushes);
    Map<String, Object> job = (Map<String, Object>) yaml("gitlab.yml").get("storage");
    List<String> script = (List<String>) job.get("script");
    Ended ended = shell(String.join("\n", script), Map.of("LAYERTAX_OPTIONS", SHORT));
    assertThat(ended.code()).as(ended.log()).isEqualTo(code);
    assertThat(ended.log()).doesNotContain("::error");
    Map<String, Object> artifacts = (Map<String, Object>) job.get("artifacts");
    assertThat(artifacts.get("when")).isEqualTo("always");
    for (String path : (List<String>) artifacts.get("paths")) {
      assertWhole(project.resolve(path));
    }
    String junit = ((Map<String, String>) artifacts.get("reports")).get("junit");
    assertThat(project.resolve(junit)).content().contains("<testsuite");
  }

  @Test
  void readme_hasTheWorkflowsAsTheyAre() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (String name : List.of("github.yml", "gitlab.yml")) {
      assertThat(readme).contains("```yaml\n" + Files.readString(EXAMPLES.resolve(name)) + "```");
    }
  }

  private static void assertWhole(Path run) {
    for (String file :
        List.of(
            "report.html",
            "summary.md",
            "junit.xml",
            "results.json",
            "results.csv",
            "jmh-result.json")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
  }

  /** One counter that is 1 in truth. */
  private void policy(int flushes) throws IOException {
    Files.writeString(
        project.resolve("policy.yaml"),
        "counters:\n- {workload: wal-append, target: '*', counter: flushes, equals: "
            + flushes
            + "}\nprofiles: {pull-request: {inconclusive: ignore}}\n");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> yaml(String name) throws IOException {
    return (Map<String, Object>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(EXAMPLES.resolve(name)));
  }

  private Ended shell(String script, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "-eo", "pipefail", "-c", script));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
    builder.environment().putAll(environment);
    builder.environment().put("XDG_STATE_HOME", project.resolve("state").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path log = project.resolve("log.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Ended(process.waitFor(), Files.readString(log));
  }
}
