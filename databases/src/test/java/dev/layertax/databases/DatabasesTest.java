package dev.layertax.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.layertax.benchmarks.workload.Parameter;
import dev.layertax.benchmarks.workload.Workload;
import dev.layertax.benchmarks.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DatabasesTest {

  @Test
  void workloads_areFoundOnTheClassPath() throws IOException {
    assertThat(Workloads.ofClassPath().all())
        .extracting(Workload::name)
        .contains(
            "sqlite-transaction",
            "sqlite-first-transaction",
            "h2-transaction",
            "h2-first-transaction");
  }

  @Test
  void workloads_haveABenchmarkWithTheirParametersAndAnExplanation() throws Exception {
    for (Workload workload : new Databases().workloads()) {
      Class<?> benchmark = Class.forName(workload.benchmark());
      for (Parameter parameter : workload.parameters()) {
        assertThat(benchmark.getField(parameter.name()).getType()).isEqualTo(String.class);
      }
      if (workload.name().matches("(sqlite|h2)-.*")) {
        assertThat(workload.explanation()).as(workload.name()).hasSizeGreaterThan(200);
      }
    }
  }

  @Test
  void patterns_areLinesOfHandMadeWorkloads() {
    Set<String> lines = new HashSet<>();
    for (Workload own : Workloads.own().all()) {
      for (Map<String, String> params : combinations(own)) {
        lines.add(line(own.name(), params));
      }
    }
    for (Workload workload : new Databases().workloads()) {
      for (Map<String, String> params : combinations(workload)) {
        assertThat(lines).containsAll(workload.patterns(params));
      }
    }
  }

  private static String line(String name, Map<String, String> params) {
    StringBuilder line = new StringBuilder(name);
    params.forEach((param, value) -> line.append(' ').append(param).append('=').append(value));
    return line.toString();
  }

  private static List<Map<String, String>> combinations(Workload workload) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Parameter parameter : workload.parameters()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : parameter.values()) {
          Map<String, String> extended = new TreeMap<>(combination);
          extended.put(parameter.name(), value);
          longer.add(extended);
        }
      }
      combinations = longer;
    }
    return combinations;
  }
}
