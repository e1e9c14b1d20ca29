package dev.layertax.benchmarks.workload;

import java.util.List;

/**
 * A parameter of a workload beside {@code location}.
 *
 * @param name as in JMH's {@code -p}
 * @param meaning in a few words, with the unit
 * @param values those a standard run visits, in the order of the reports
 */
public record Parameter(String name, String meaning, List<String> values) {
  public Parameter {
    values = List.copyOf(values);
  }
}
