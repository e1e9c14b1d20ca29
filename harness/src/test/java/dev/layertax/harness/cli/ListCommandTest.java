package dev.layertax.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ListCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void list_noName_explainsEveryWorkloadWithinATerminalsWidth() {
    assertThat(execute("list")).isZero();

    String text = out.toString().replaceAll("\\s+", " ");
    for (Workload workload : Workloads.own().all()) {
      assertThat(workload.explanation()).as(workload.name()).hasSizeGreaterThan(200).endsWith(".");
      assertThat(workload.explanation()).as(workload.name()).containsIgnoringCase("expect");
      assertThat(text)
          .contains(" " + workload.name() + " " + workload.question())
          .contains("One operation: " + workload.operation() + " " + workload.explanation());
    }
    assertThat(text).contains("Targets (--target)", "Engines (--engine)", "Profiles (--profile)");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void list_globs_explainsThoseAloneInTheReportsOrder() {
    assertThat(execute("list log-rotate *-append")).isZero();

    assertThat(out.toString())
        .contains("  wal-append\n", "  log-rotate\n", "  measured by profile thorough\n")
        .doesNotContain("first-write\n", "Targets");
    assertThat(out.toString().indexOf("wal-append")).isLessThan(out.toString().indexOf("log-rot"));
  }

  @Test
  void list_brief_hasALineForEachWorkload() {
    assertThat(execute("list --brief *")).isZero();

    // After them those of the databases' jar, where it has been built.
    assertThat(out.toString().lines().map(line -> line.strip().replaceFirst(" .*", "")))
        .startsWith(Workloads.own().all().stream().map(Workload::name).toArray(String[]::new));
    assertThat(out.toString()).doesNotContain("One operation");
  }

  @Test
  void list_unknownName_isUsageAndNamesWhatThereIs() {
    assertThat(execute("list wal-apend")).isEqualTo(64);
    assertThat(err.toString()).contains("unknown workload 'wal-apend'", "wal-append");
  }

  @Test
  void list_noGlob_isUsage() {
    assertThat(execute("list [a")).isEqualTo(64);
    assertThat(err.toString()).contains("'[a' is no glob");
  }

  @Test
  void list_json_saysWhatTheTextSays() throws IOException {
    assertThat(execute("list --json *-write wal-append")).isZero();

    JsonNode workloads = new ObjectMapper().readTree(out.toString()).get("workloads");
    List<String> names = new ArrayList<>();
    workloads.forEach(workload -> names.add(workload.get("name").asText()));
    assertThat(names).containsExactly("wal-append", "first-write");
    assertThat(workloads.get(0).get("explanation").asText())
        .isEqualTo(Workloads.own().find("wal-append").orElseThrow().explanation());
    assertThat(workloads.get(0).get("profiles").toString())
        .isEqualTo("[\"smoke\",\"standard\",\"thorough\"]");
  }

  private int execute(String words) {
    CommandLine commandLine = Layertax.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(words.split(" ", -1));
  }
}
